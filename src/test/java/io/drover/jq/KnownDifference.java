package io.drover.jq;

import java.util.regex.Pattern;

/** Where generated programs give something else than 1.7.1, and why that stays. */
enum KnownDifference {
  /** The text of a literal is not kept: 1e3 is 1000, also as text. */
  LITERAL("1e3", ""),
  /** In 1.7.1 what surrounds a break may catch it: try, ?//. */
  CAUGHT_BREAK("(first|limit|break|any|all|IN|isempty).*(try|\\?//)", ""),
  /** A message is worded otherwise, or cut at a character where 1.7.1 cuts within it. */
  MESSAGE("(tonumber|é).*catch", ""),
  /**
   * Where a key is written as an array, 1.7.1 refuses the program; here it fails if it gets there.
   */
  KEY("", "as object key at <top-level>"),
  /** 1.7.1 refuses to repeat an anchor or a lookahead, which matches as one of them does. */
  REPEATED_ANCHOR("", "target of repeat operator is invalid");

  private final Pattern program;
  private final Pattern error;

  KnownDifference(String program, String error) {
    this.program = Pattern.compile(program);
    this.error = Pattern.compile(error);
  }

  /** The one that explains it, or null. */
  static KnownDifference of(String program, String error) {
    for (KnownDifference each : values()) {
      if (each.program.matcher(program).find()
          && each.error.matcher(error == null ? "" : error).find()) {
        return each;
      }
    }
    return null;
  }
}
