package io.drover.script;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Programs of the case files with a few tokens removed, repeated, swapped, or replaced by those of
 * other cases; seeded. Some still compile, some of these never end.
 */
public final class Mangled {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\"(?:[^\"\\\\]|\\\\.)*\"|[A-Za-z_$@][A-Za-z_0-9]*|[0-9.]+|\\s+|.", Pattern.DOTALL);

  private final Random random;
  private final List<List<String>> programs = new ArrayList<>();

  /**
   * Reads the case files of a language.
   *
   * @param field of a case that holds the program
   */
  public Mangled(String language, String field, long seed) {
    this.random = new Random(seed);
    for (Path file : CaseFiles.files(language)) {
      for (JsonNode testCase : CaseFiles.read(file)) {
        List<String> tokens = new ArrayList<>();
        for (Matcher m = TOKEN.matcher(testCase.path(field).asText()); m.find(); ) {
          tokens.add(m.group());
        }
        if (!tokens.isEmpty()) {
          programs.add(tokens);
        }
      }
    }
  }

  /** The next one. */
  public String next() {
    List<String> tokens = new ArrayList<>(any(programs));
    for (int i = random.nextInt(4) + 1; i > 0 && !tokens.isEmpty(); i--) {
      int at = random.nextInt(tokens.size());
      switch (random.nextInt(5)) {
        case 0 -> tokens.remove(at);
        case 1 -> tokens.add(at, tokens.get(random.nextInt(tokens.size())));
        case 2 -> tokens.set(at, any(any(programs)));
        case 3 -> tokens.addAll(at, any(programs));
        default -> tokens.set(at, tokens.get(random.nextInt(tokens.size())));
      }
    }
    return String.join("", tokens);
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
