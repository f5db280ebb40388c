package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.regex.Pattern;
import org.jcodings.exception.JCodingsException;
import org.jcodings.specific.UTF8Encoding;
import org.joni.Matcher;
import org.joni.NameEntry;
import org.joni.Option;
import org.joni.Region;
import org.joni.Syntax;
import org.joni.WarnCallback;
import org.joni.constants.SyntaxProperties;
import org.joni.exception.JOniException;

/** A regular expression of Oniguruma, as jq has them, with its modifiers. Immutable. */
final class Regex {
  private static final int HELD_PER_BYTE = 32; // what a match may need of memory

  /** That of Perl, with the possessive quantifiers that jq has. */
  private static final Syntax SYNTAX =
      new Syntax(
          "jq",
          Syntax.PerlNG.op,
          Syntax.PerlNG.op2 | SyntaxProperties.OP2_PLUS_POSSESSIVE_REPEAT,
          Syntax.PerlNG.op3,
          Syntax.PerlNG.behavior,
          Syntax.PerlNG.options,
          Syntax.PerlNG.metaCharTable);

  private static final Pattern ESCAPE =
      Pattern.compile("\\\\(?:x\\{([0-9a-fA-F]{1,8})\\}|.)", Pattern.DOTALL);
  private static final int LONGEST_WITH_CALLS = 10_000; // a return takes as long as calls are deep
  private static final long FIRST_SLICE = 20_000_000; // nanoseconds
  private static final long STEP = 10_000; // nanoseconds of a search

  private final org.joni.Regex regex;
  private final boolean global;
  private final boolean calls; // whether groups are called, by \g<name>
  private final String[] names; // of groups, from 1 on; null for those without

  private Regex(org.joni.Regex regex, boolean global, boolean calls) {
    this.regex = regex;
    this.global = global;
    this.calls = calls;
    this.names = names(regex);
  }

  /**
   * Compiles one.
   *
   * @param modifiers null for none
   * @throws JqError if it is none
   */
  static Regex of(String pattern, String modifiers) {
    int options = Option.CAPTURE_GROUP;
    boolean global = false;
    for (char c : (modifiers == null ? "" : modifiers).toCharArray()) {
      switch (c) {
        case 'g' -> global = true;
        case 'i' -> options |= Option.IGNORECASE;
        case 'x' -> options |= Option.EXTEND;
        case 'm' -> options |= Option.MULTILINE;
        case 's' -> options |= Option.SINGLELINE;
        case 'p' -> options |= Option.MULTILINE | Option.SINGLELINE;
        case 'l' -> throw new JqError("modifier l, for the longest match, is not offered");
        case 'n' -> options |= Option.FIND_NOT_EMPTY;
        default -> throw new JqError(modifiers + " is not a valid modifier string");
      }
    }
    boolean calls = check(pattern);
    try {
      org.joni.Regex compiled = compile(pattern, options);
      boolean notEmpty = (options & Option.FIND_NOT_EMPTY) != 0;
      return new Regex(
          notEmpty ? compile(branching(pattern, options), options) : compiled, global, calls);
    } catch (JOniException | JCodingsException e) {
      throw new JqError("Regex failure: " + e.getMessage());
    }
  }

  /**
   * Whether groups are called in it.
   *
   * @throws JqError for characters that there are not, with which Joni does not come to an end
   */
  private static boolean check(String pattern) {
    boolean calls = false;
    java.util.regex.Matcher escape = ESCAPE.matcher(pattern);
    while (escape.find()) {
      calls |= escape.group().equals("\\g");
      long c = escape.group(1) == null ? 0 : Long.parseLong(escape.group(1), 16);
      if (c > Character.MAX_CODE_POINT || (c >= 0xD800 && c <= 0xDFFF)) {
        throw new JqError("Regex failure: invalid code point value");
      }
    }
    return calls;
  }

  private static org.joni.Regex compile(String pattern, int options) {
    byte[] bytes = pattern.getBytes(StandardCharsets.UTF_8);
    return new org.joni.Regex(
        bytes, 0, bytes.length, options, UTF8Encoding.INSTANCE, SYNTAX, WarnCallback.NONE);
  }

  /** Joni goes back from an empty match by its stack, which it has only for what branches. */
  private static String branching(String pattern, int options) {
    String commentEnd = (options & Option.EXTEND) != 0 ? "\n" : "";
    return "(?:" + pattern + commentEnd + ")(?:|(?!))";
  }

  private static String[] names(org.joni.Regex regex) {
    String[] names = new String[regex.numberOfCaptures() + 1];
    if (regex.numberOfNames() > 0) {
      for (Iterator<NameEntry> entries = regex.namedBackrefIterator(); entries.hasNext(); ) {
        NameEntry entry = entries.next();
        String name =
            new String(
                entry.name, entry.nameP, entry.nameEnd - entry.nameP, StandardCharsets.UTF_8);
        for (int group : entry.getBackRefs()) {
          names[group] = name;
        }
      }
    }
    return names;
  }

  boolean test(String text, Run run) {
    Subject subject = new Subject(text, run);
    return search(subject, 0, run) != null;
  }

  /** Its matches as objects: offset, length, string, captures. One only without modifier g. */
  ArrayNode matches(String text, Run run) {
    Subject subject = new Subject(text, run);
    ArrayNode matches = Values.array();
    int from = 0;
    while (from <= subject.bytes.length) {
      Region region = search(subject, from, run);
      if (region == null) {
        break;
      }
      run.step();
      int begin = region.getBeg(0);
      int end = region.getEnd(0);
      ObjectNode match = subject.part(begin, end);
      ArrayNode captures = match.putArray("captures");
      for (int i = 1; i < region.getNumRegs(); i++) {
        boolean empty = begin == end; // then jq has all groups empty too
        captures.add(
            capture(subject, empty ? begin : region.getBeg(i), empty ? end : region.getEnd(i), i));
      }
      matches.add(match);
      if (!global) {
        break;
      }
      from = end > begin ? end : subject.next(end);
    }
    return matches;
  }

  private ObjectNode capture(Subject subject, int begin, int end, int group) {
    ObjectNode capture;
    if (begin < 0) {
      capture = Values.object().put("offset", -1).putNull("string").put("length", 0);
    } else {
      capture = subject.part(begin, end);
    }
    return capture.put("name", names[group]);
  }

  /**
   * Null if nothing matches from there on. A search that takes long is begun anew with twice the
   * time, as only between searches it is seen how much memory it takes.
   */
  private Region search(Subject subject, int from, Run run) {
    int length = subject.bytes.length;
    if (calls && length > LONGEST_WITH_CALLS) {
      throw new JqError(
          "Regex failure: a pattern with \\g is for texts of up to "
              + LONGEST_WITH_CALLS
              + " bytes, this one has "
              + length);
    }
    run.step();
    for (long slice = FIRST_SLICE; ; slice *= 2) {
      try {
        long began = System.nanoTime();
        long nanos = Math.min(slice, run.budget().nanosLeft());
        Matcher matcher = regex.matcher(subject.bytes, 0, length, nanos);
        int found = matcher.searchInterruptible(from, length, Option.NONE);
        run.budget().steps((System.nanoTime() - began) / STEP);
        return found < 0 ? null : matcher.getEagerRegion();
      } catch (InterruptedException e) {
        if (Thread.currentThread().isInterrupted()) {
          throw new IllegalStateException("interrupted while matching a regular expression", e);
        }
        run.budget().checkTime();
        run.budget().allocating(0);
      } catch (JOniException e) {
        throw new JqError("Regex failure: " + e.getMessage());
      }
    }
  }

  /** A text in bytes, in which places are counted in characters. */
  private static final class Subject {
    private final byte[] bytes;
    private int countedBytes;
    private int countedCharacters;

    Subject(String text, Run run) {
      run.text((long) text.length() * HELD_PER_BYTE);
      bytes = text.getBytes(StandardCharsets.UTF_8);
    }

    /** The first character after a place, or behind the end. */
    int next(int at) {
      int next = at + 1;
      while (next < bytes.length && (bytes[next] & 0xC0) == 0x80) {
        next++;
      }
      return next;
    }

    ObjectNode part(int begin, int end) {
      ObjectNode part = Values.object();
      part.put("offset", characters(begin));
      part.put("length", count(begin, end));
      part.put("string", new String(bytes, begin, end - begin, StandardCharsets.UTF_8));
      return part;
    }

    private int characters(int at) {
      if (at < countedBytes) {
        return count(0, at);
      }
      countedCharacters += count(countedBytes, at);
      countedBytes = at;
      return countedCharacters;
    }

    private int count(int begin, int end) {
      int count = 0;
      for (int i = begin; i < end; i++) {
        count += (bytes[i] & 0xC0) == 0x80 ? 0 : 1;
      }
      return count;
    }
  }

  /** A text argument; null for null. */
  static String modifiers(JsonNode value) {
    if (Kind.of(value) == Kind.NULL) {
      return null;
    }
    if (!value.isTextual()) {
      throw new JqError(Values.typed(value) + " is not a string");
    }
    return value.textValue();
  }
}
