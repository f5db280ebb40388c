package io.drover.lua;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.delivery.PermanentException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.luaj.vm2.LuaClosure;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.compiler.LuaC;

/**
 * A script compiled once. Each run has a fresh environment, in which {@code event} is the JSON it
 * is given; nothing that a run assigns is seen by another one. Thread-safe.
 */
final class LuaScript {
  private final String name;
  private final Prototype prototype;

  private LuaScript(String name, Prototype prototype) {
    this.name = name;
    this.prototype = prototype;
  }

  /**
   * Compiles a script.
   *
   * @param name the file's name, for messages
   * @throws IllegalArgumentException naming file and line if it does not compile
   */
  static LuaScript compile(String name, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      return new LuaScript(
          name, LuaC.instance.compile(new ByteArrayInputStream(bytes), "@" + name));
    } catch (LuaError e) {
      throw new IllegalArgumentException(LuaMessages.syntax(e.getMessage()), e);
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory", e);
    }
  }

  /**
   * Runs the script.
   *
   * @return what it returned, or null for nil and nothing
   * @throws PermanentException if it ends with an error, or returns what JSON cannot hold
   */
  JsonNode run(JsonNode event) {
    LuaTable environment = Sandbox.environment();
    try {
      environment.set("event", LuaJson.toLua(event));
      return LuaJson.toJson(new LuaClosure(prototype, environment).invoke().arg1());
    } catch (LuaError e) {
      // LuaJ leaves the @ that marks a file's name in front of it
      String message = e.getMessage().replace("@" + name, name);
      throw new PermanentException("running " + name + ": " + message, e);
    } catch (StackOverflowError e) {
      throw new PermanentException("running " + name + ": it calls itself too deeply", e);
    }
  }
}
