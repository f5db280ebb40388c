package io.drover.script;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.camel.CamelContext;

/**
 * The files of scripts that a context has been asked for. Camel reads some of them itself and hands
 * a language their text alone, and messages are to name the file. Thread-safe.
 */
public final class ScriptNames {
  private final Set<String> names = ConcurrentHashMap.newKeySet();

  private ScriptNames() {}

  /** Those of a context. */
  public static ScriptNames of(CamelContext context) {
    ScriptNames known = context.getCamelContextExtension().getContextPlugin(ScriptNames.class);
    if (known == null) {
      known = new ScriptNames();
      context.getCamelContextExtension().addContextPlugin(ScriptNames.class, known);
    }
    return known;
  }

  /** The context has been asked for a file of this name. */
  public void add(String name) {
    names.add(name);
  }

  /**
   * The one that has a text.
   *
   * @param suffix of its name
   * @param reading gives the text of a file
   */
  public Optional<String> find(String suffix, String text, Function<String, String> reading) {
    return names.stream()
        .filter(name -> name.endsWith(suffix))
        .sorted()
        .filter(name -> reading.apply(name).strip().equals(text.strip()))
        .findFirst();
  }
}
