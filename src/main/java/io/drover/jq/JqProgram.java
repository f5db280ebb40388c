package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.delivery.PermanentException;
import io.drover.script.DeepStack;
import io.drover.script.LimitExceeded;
import io.drover.script.ScriptLimits;
import io.drover.script.ScriptText;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A program of jq 1.7, compiled once. Thread-safe.
 *
 * <p>What differs from jq 1.7.1 is in docs/scripts.md.
 */
public final class JqProgram {
  private final ScriptText text;
  private final JqLibrary library;
  private final Ast ast;
  private final Node node;
  private final Set<JsonNode> constants;

  private JqProgram(ScriptText text, JqLibrary library, Ast ast, Compiler compiler) {
    this.text = text;
    this.library = library;
    this.ast = ast;
    this.node = compiler.compile(ast, Scope.EMPTY);
    this.constants = compiler.constants();
  }

  /**
   * Compiles a program.
   *
   * @throws JqSyntaxException with all that is wrong with it
   */
  public static JqProgram compile(ScriptText text, JqLibrary library) {
    try {
      Ast ast = Parser.parse(text.text());
      Compiler compiler = new Compiler(library);
      JqProgram program = new JqProgram(text, library, ast, compiler);
      if (!compiler.faults().isEmpty()) {
        throw new JqSyntaxException(text, compiler.faults());
      }
      return program;
    } catch (SyntaxError e) {
      throw new JqSyntaxException(text, List.of(e.fault()));
    } catch (StackOverflowError e) {
      throw new JqSyntaxException(text, List.of(new JqFault(1, "it is nested too deeply")));
    }
  }

  /** The line of its last expression, if that is sure to give values one by one, else 0. */
  public int streamLine() {
    return Streams.line(ast);
  }

  /**
   * All that it gives for an input.
   *
   * @param host is handed to the functions of the surroundings
   * @throws PermanentException if it ends with an error or needs more than the limits; it names
   *     file and line
   */
  public List<JsonNode> evaluate(JsonNode input, ScriptLimits limits, Object host) {
    Run run = new Run(text, limits, library, host, Run.DEEPEST_HERE);
    try {
      return outputs(input, run);
    } catch (LimitExceeded e) {
      if (!run.isTooDeep()) {
        throw failed(e, e.getMessage());
      }
    } catch (StackOverflowError e) {
      // as above, where the caller has left little of its stack
    }
    return DeepStack.call(
        () -> {
          try {
            return outputs(input, new Run(text, limits, library, host, Run.DEEPEST));
          } catch (LimitExceeded e) {
            throw failed(e, e.getMessage());
          } catch (StackOverflowError e) {
            throw failed(e, "calls are nested too deeply");
          }
        });
  }

  /**
   * As far as it gets on this thread.
   *
   * @throws LimitExceeded if it needs more, or is nested too deeply
   */
  @SuppressWarnings("ReferenceEquality") // the input itself needs no cleaning
  List<JsonNode> outputs(JsonNode input, Run run) {
    List<JsonNode> outputs = new ArrayList<>(1);
    Output output = new Output(run, constants);
    try {
      node.run(
          new Env(run),
          input,
          null,
          (value, path) -> outputs.add(value == input ? value : output.of(value)));
      return outputs;
    } catch (JqError e) {
      throw failed(e);
    } catch (ArithmeticException
        | ClassCastException
        | DateTimeException
        | IllegalArgumentException
        | IndexOutOfBoundsException
        | NullPointerException e) {
      throw failed(e, "the engine fails, which it should not, please report it: " + e);
    }
  }

  private PermanentException failed(JqError error) {
    if (error.speaksForItself()) {
      return new PermanentException(error.getMessage(), error);
    }
    int line = error.line();
    String place = line > 0 ? text.at(line) + ": " : "";
    return failed(error, place + error.getMessage() + text.shown(line));
  }

  private PermanentException failed(Throwable cause, String message) {
    return new PermanentException("running " + text.name() + ": " + message, cause);
  }

  /** The name of its file, as messages have it. */
  String name() {
    return text.name();
  }
}
