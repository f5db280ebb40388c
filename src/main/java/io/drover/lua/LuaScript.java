package io.drover.lua;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.delivery.PermanentException;
import io.drover.script.Budget;
import io.drover.script.DeepStack;
import io.drover.script.LimitExceeded;
import io.drover.script.ScriptLimits;
import io.drover.script.ScriptText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.compiler.LuaC;

/**
 * A script compiled once. Each run has a fresh environment, in which {@code event} is the JSON it
 * is given; nothing that a run assigns is seen by another one. Thread-safe.
 */
final class LuaScript {
  private static final int BYTECODE = 0x1b; // what LuaJ takes for the start of compiled code

  private final ScriptText script;
  private final Prototype prototype;
  private final ConstantTexts names;

  private LuaScript(ScriptText script, Prototype prototype) {
    this.script = script;
    this.prototype = prototype;
    this.names = ConstantTexts.in(prototype);
  }

  /**
   * Compiles a script.
   *
   * @param name the file's name, for messages
   * @throws IllegalArgumentException naming file and line if it does not compile
   */
  static LuaScript compile(String name, String text) {
    Sandbox.prepare();
    ScriptText script = new ScriptText(name, text);
    return new LuaScript(script, compile(script));
  }

  private static Prototype compile(ScriptText script) {
    byte[] bytes = script.text().getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0 && bytes[0] == BYTECODE) {
      throw new IllegalArgumentException(script.at(1) + ": it is compiled Lua, not the text of it");
    }
    try {
      return LuaC.instance.compile(new ByteArrayInputStream(bytes), "@" + script.name());
    } catch (LuaError e) {
      throw new IllegalArgumentException(SyntaxMessages.of(script, e.getMessage()), e);
    } catch (StackOverflowError e) {
      throw new IllegalArgumentException(script.name() + ": it is nested too deeply", e);
    } catch (RuntimeException e) { // LuaJ's compiler is not ready for all that it may be given
      throw new IllegalArgumentException(script.name() + ": it is no Lua: " + e, e);
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory", e);
    }
  }

  /**
   * Runs the script on an event that came without headers, with the limits that are the default.
   */
  JsonNode run(JsonNode event) {
    return run(event, Map::of, new Budget(ScriptLimits.DEFAULT));
  }

  /**
   * Runs the script.
   *
   * @return what it returned, or null for nil and nothing
   * @throws PermanentException if it ends with an error, or returns what JSON cannot hold, or needs
   *     more than it may use up
   */
  JsonNode run(JsonNode event, Supplier<Map<String, Object>> headers, Budget budget) {
    Evaluation evaluation = new Evaluation(script, names, budget);
    try {
      return run(event, headers, evaluation);
    } catch (PermanentException e) {
      if (!evaluation.mayGoDeeper()) {
        throw e;
      }
    }
    return DeepStack.call(() -> run(event, headers, evaluation.deeper()));
  }

  private JsonNode run(
      JsonNode event, Supplier<Map<String, Object>> headers, Evaluation evaluation) {
    return evaluation.during(() -> run(event, new MessageHeaders(headers), evaluation));
  }

  private JsonNode run(JsonNode event, MessageHeaders headers, Evaluation evaluation) {
    try {
      Environment environment = Sandbox.environment(LuaJson.toLua(event), headers);
      LuaValue result = new ScriptFunction(prototype, environment, evaluation).invoke().arg1();
      return LuaJson.toJson(result);
    } catch (Fault e) {
      throw new PermanentException(running() + FaultMessage.of(script, e), e);
    } catch (LuaError e) {
      throw new PermanentException(running() + e.getMessage(), e);
    } catch (RuntimeException e) { // Java's own objects in the event are not ready for all
      throw new PermanentException(running() + "the result cannot be JSON: " + e, e);
    } catch (LimitExceeded e) {
      throw new PermanentException(running() + at(evaluation.stoppedAtLine(), e.getMessage()), e);
    } catch (StackOverflowError e) {
      String message = evaluation.tooDeep().getMessage();
      throw new PermanentException(running() + at(evaluation.stoppedAtLine(), message), e);
    } catch (OutOfMemoryError e) {
      throw new PermanentException(running() + "it asked for more memory than there is", e);
    }
  }

  private String running() {
    return "running " + script.name() + ": ";
  }

  private String at(int line, String message) {
    return line == 0 ? message : script.at(line) + ": " + message + script.shown(line);
  }
}
