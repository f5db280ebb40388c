package io.drover.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the demo says while it runs. Nothing is said before the welcome. Thread-safe. */
final class Words {
  private final PrintWriter out;
  private final Set<String> saidOnce = new HashSet<>();
  private List<String> held = new ArrayList<>();

  Words(PrintWriter out) {
    this.out = out;
  }

  /** Says where to play, and then what was held back until now. */
  synchronized void welcome(String text) {
    out.println(text);
    List<String> before = held;
    held = null;
    before.forEach(out::println);
    out.flush();
  }

  /** Says one line. Names in it may be strangers', so nothing in it can steer a terminal. */
  void say(String line) {
    print(oneLine(line));
  }

  /** Says a line that a poller would else say at every look. */
  synchronized void sayOnce(String line) {
    if (saidOnce.add(line)) {
      say(line);
    }
  }

  /** Shows a YAML document under a line that says what it is. */
  void show(String line, String yaml) {
    print(oneLine(line) + "\n---\n" + yaml);
  }

  private synchronized void print(String text) {
    if (held != null) {
      held.add(text);
      return;
    }
    out.println(text);
    out.flush();
  }

  static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cntrl}", "?");
  }
}
