package io.drover.jq;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the surroundings of a program give it beside the functions of jq. Immutable.
 *
 * @param functions by name and number of arguments, such as {@code header/1}
 * @param clock of {@code now}
 * @param log takes what {@code debug} and {@code stderr} write, ten messages an evaluation at most
 */
public record JqLibrary(Map<String, JqFunction> functions, Clock clock, Consumer<String> log) {
  /** With the functions of jq alone. */
  public static final JqLibrary PLAIN = new JqLibrary(Map.of(), Clock.systemUTC(), text -> {});

  public JqLibrary {
    functions = Map.copyOf(functions);
  }

  /** With a function more, or another one in place of it. */
  public JqLibrary with(String signature, JqFunction function) {
    Map<String, JqFunction> all = new HashMap<>(functions);
    all.put(signature, function);
    return new JqLibrary(all, clock, log);
  }

  /** With another clock. */
  public JqLibrary with(Clock other) {
    return new JqLibrary(functions, other, log);
  }

  /** All that programs may call, by name and number of arguments. */
  public Set<String> signatures() {
    return Signatures.of(this);
  }
}
