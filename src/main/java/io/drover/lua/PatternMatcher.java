package io.drover.lua;

import io.drover.script.Budget;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.Varargs;

/**
 * Matches a pattern of Lua 5.1 against a subject. Places are those of the arrays that hold the two.
 * Each try is a step of the evaluation's budget, as some patterns have very many.
 */
final class PatternMatcher {
  private static final int NO = -1;
  private static final int FRONTIER = 'f';
  private static final int DEEPEST = 200;

  private final byte[] bytes;
  private final int start;
  private final int end;
  private final PatternText pattern;
  private final Captures captures;
  private final Budget budget = CurrentBudget.get();
  private int depth;
  private int matchStart;
  private int matchEnd;

  PatternMatcher(LuaString subject, PatternText pattern) {
    this.bytes = subject.m_bytes;
    this.start = subject.m_offset;
    this.end = start + subject.m_length;
    this.pattern = pattern;
    this.captures = new Captures(subject, pattern);
  }

  Captures captures() {
    return captures;
  }

  /** Looks for the first match that starts at a place or, if it may move, after it. */
  boolean find(int from, int firstItem, boolean mayMove) {
    if (!mayMove) {
      return matchAt(from, firstItem);
    }
    int needed = pattern.needed(firstItem);
    for (int place = from; place <= end; place++) {
      if (needed < 0 || isAt(place, needed)) {
        if (matchAt(place, firstItem)) {
          return true;
        }
      } else {
        budget.step();
      }
    }
    return false;
  }

  private boolean isAt(int place, int each) {
    return place < end && (bytes[place] & 0xff) == each;
  }

  boolean matchAt(int place, int firstItem) {
    depth = 0;
    captures.clear();
    matchStart = place;
    matchEnd = match(place, firstItem);
    return matchEnd != NO;
  }

  int matchStart() {
    return matchStart;
  }

  int matchEnd() {
    return matchEnd;
  }

  /** What the last match has captured, or all of it. */
  Varargs captured() {
    return captures.all(matchStart, matchEnd);
  }

  private int match(int place, int item) {
    if (++depth > DEEPEST) {
      throw new LuaError("pattern too complex");
    }
    int matched = rest(place, item);
    depth--;
    return matched;
  }

  private int rest(int from, int firstItem) {
    int place = from;
    int item = firstItem;
    while (true) {
      budget.step();
      int first = pattern.at(item);
      int next = pattern.at(item + 1);
      if (first == 0) {
        return place;
      } else if (first == '(') {
        return open(place, item, next == ')');
      } else if (first == ')') {
        return close(place, item + 1);
      } else if (first == '$' && next == 0) {
        return place == end ? place : NO;
      } else if (first == '%' && next == 'b') {
        place = balanced(place, item + 2);
        item += 4;
      } else if (first == '%' && next == FRONTIER) {
        int set = item + 2;
        item = pattern.frontierEnd(set);
        place = beginsAt(place, set, item) ? place : NO;
      } else if (first == '%' && CharacterClass.digit(next)) {
        place = captures.repeated(next, place, end);
        item += 2;
      } else {
        int itemEnd = pattern.itemEnd(item);
        boolean here = place < end && pattern.matches(bytes[place] & 0xff, item, itemEnd);
        int suffix = pattern.at(itemEnd);
        if (suffix == '*') {
          return longest(place, here ? place + 1 : place, item, itemEnd);
        } else if (suffix == '+') {
          return here ? longest(place + 1, place + 1, item, itemEnd) : NO;
        } else if (suffix == '-') {
          return shortest(place, item, itemEnd);
        } else if (suffix == '?') {
          int with = here ? match(place + 1, itemEnd + 1) : NO;
          if (with != NO) {
            return with;
          }
          item = itemEnd + 1;
        } else {
          place = here ? place + 1 : NO;
          item = itemEnd;
        }
      }
      if (place == NO) {
        return NO;
      }
    }
  }

  /** As many repetitions as match, down to a place; those up to another one are known to. */
  private int longest(int least, int known, int item, int itemEnd) {
    int place = known;
    if (pattern.at(item) == '.') {
      place = end;
    } else {
      while (place < end && pattern.matches(bytes[place] & 0xff, item, itemEnd)) {
        place++;
      }
      budget.steps((place - known) / 4);
    }
    int next = itemEnd + 1;
    boolean closes = pattern.at(next) == ')' && captures.isLastOpen();
    int needed = pattern.needed(closes ? next + 1 : next);
    for (; place >= least; place--) {
      budget.step();
      int matched = needed < 0 || isAt(place, needed) ? match(place, next) : NO;
      if (matched != NO) {
        return matched;
      }
    }
    return NO;
  }

  private int shortest(int from, int item, int itemEnd) {
    int place = from;
    while (true) {
      int matched = match(place, itemEnd + 1);
      if (matched != NO) {
        return matched;
      }
      if (place >= end || !pattern.matches(bytes[place] & 0xff, item, itemEnd)) {
        return NO;
      }
      place++;
    }
  }

  private int open(int place, int item, boolean empty) {
    if (empty) {
      captures.place(place);
    } else {
      captures.open(place);
    }
    int matched = match(place, empty ? item + 2 : item + 1);
    if (matched == NO) {
      captures.dropLast();
    }
    return matched;
  }

  private int close(int place, int item) {
    int index = captures.close(place);
    int matched = match(place, item);
    if (matched == NO) {
      captures.reopen(index);
    }
    return matched;
  }

  private int balanced(int from, int pair) {
    int opening = pattern.at(pair);
    int closing = pattern.at(pair + 1);
    if (opening == 0 || closing == 0) {
      throw new LuaError("unbalanced pattern");
    }
    if (from >= end || (bytes[from] & 0xff) != opening) {
      return NO;
    }
    int nested = 1;
    for (int place = from + 1; place < end; place++) {
      budget.step();
      int each = bytes[place] & 0xff;
      if (each == closing) {
        if (--nested == 0) {
          return place + 1;
        }
      } else if (each == opening) {
        nested++;
      }
    }
    return NO;
  }

  /** Whether a set begins to match at a place; beyond both ends are zero bytes. */
  private boolean beginsAt(int place, int set, int setEnd) {
    int before = place == start ? 0 : bytes[place - 1] & 0xff;
    int here = place == end ? 0 : bytes[place] & 0xff;
    return !pattern.inSet(before, set, setEnd - 1) && pattern.inSet(here, set, setEnd - 1);
  }
}
