package io.drover.script;

import org.apache.camel.CamelContext;

/**
 * What one evaluation of a script may use up, by the properties {@code drover.scripts.*}. An
 * evaluation that needs more ends with {@link LimitExceeded}.
 *
 * @param millis processor time of its thread, in milliseconds: an evaluation that waits because the
 *     machine is busy is not ended
 * @param steps what the language does one after the other: an instruction of Lua, an expression of
 *     jq
 * @param allocatedBytes memory that it asks for, whether or not it is free again by the end
 * @param outputBytes the size of its result, by and large that of its JSON text
 */
public record ScriptLimits(long millis, long steps, long allocatedBytes, long outputBytes) {
  static final String PREFIX = "drover.scripts.";
  static final long MEGABYTE = 1_000_000;

  /** 1 s, 10 million steps, 64 MB, 16 MB of output. */
  public static final ScriptLimits DEFAULT =
      new ScriptLimits(1_000, 10_000_000, 64 * MEGABYTE, 16 * MEGABYTE);

  /**
   * Those of a context.
   *
   * @throws IllegalArgumentException naming the property that is no number above 0
   */
  public static ScriptLimits of(CamelContext context) {
    return new ScriptLimits(
        number(context, "max-millis", DEFAULT.millis),
        number(context, "max-steps", DEFAULT.steps),
        number(context, "max-megabytes", DEFAULT.allocatedBytes / MEGABYTE) * MEGABYTE,
        number(context, "max-output-megabytes", DEFAULT.outputBytes / MEGABYTE) * MEGABYTE);
  }

  private static long number(CamelContext context, String name, long otherwise) {
    String key = PREFIX + name;
    String text = context.resolvePropertyPlaceholders("{{" + key + ":" + otherwise + "}}");
    if (!text.strip().matches("0*[1-9]\\d{0,11}")) {
      throw new IllegalArgumentException(key + "=" + text + " is no whole number above 0");
    }
    return Long.parseLong(text.strip());
  }
}
