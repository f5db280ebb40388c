package io.drover.lua;

import io.drover.script.ScriptText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is wrong with a script's text: words where LuaJ's messages have the numbers of its tokens.
 */
final class SyntaxMessages {
  /** LuaJ's tokens from 257 on, in the order of its own table. */
  private static final String[] TOKENS = {
    "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in",
    "local", "nil", "not", "or", "repeat", "return", "then", "true", "until", "while", "..", "...",
    "==", ">=", "<=", "~=", "::", "end of the script", "a number", "a name", "a string"
  };

  private static final Pattern TOKEN = Pattern.compile("unexpected symbol (\\d+) \\(.+?\\)(?=$| )");

  private static final Pattern PLACE = Pattern.compile(":(\\d{1,9}): ");

  private SyntaxMessages() {}

  /** With file, line and the line's text. */
  static String of(ScriptText script, String message) {
    String plain = words(message).replaceFirst("^@", "");
    Matcher place = PLACE.matcher(plain);
    return place.find() ? plain + script.shown(Integer.parseInt(place.group(1))) : plain;
  }

  private static String words(String message) {
    Matcher matcher = TOKEN.matcher(message);
    return matcher.replaceAll(
        found -> {
          int index = Integer.parseInt(found.group(1)) - 257;
          boolean known = index >= 0 && index < TOKENS.length;
          String token = known ? TOKENS[index] : String.valueOf((char) (index + 257));
          return Matcher.quoteReplacement("unexpected symbol '" + token + "'");
        });
  }
}
