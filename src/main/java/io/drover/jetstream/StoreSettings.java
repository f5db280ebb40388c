package io.drover.jetstream;

import io.drover.store.StoreException;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.util.URISupport;

/**
 * What stands behind {@code drover.store=jetstream:}.
 *
 * @param name the first part of the buckets' names
 * @param replicas how many servers of a cluster keep each record; 0 if it is not said
 */
record StoreSettings(String name, int replicas) {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]+");
  private static final String REPLICAS = "replicas";
  private static final int MOST_REPLICAS = 5;

  /**
   * @param text as in {@code NAME?replicas=3}
   * @throws StoreException if it is nothing of the kind
   */
  static StoreSettings of(String text) {
    String[] parts = text.split("\\?", 2);
    if (!NAME.matcher(parts[0]).matches()) {
      throw wrong(text, "NAME is of letters, digits, - and _");
    }
    Map<String, Object> options = options(text, parts);
    Object replicas = options.remove(REPLICAS);
    if (!options.isEmpty()) {
      throw wrong(text, "there is no option " + String.join(", ", options.keySet()));
    }
    return new StoreSettings(parts[0], replicas == null ? 0 : number(text, replicas.toString()));
  }

  private static Map<String, Object> options(String text, String... parts) {
    try {
      return URISupport.parseQuery(parts.length > 1 ? parts[1] : "");
    } catch (URISyntaxException e) {
      throw wrong(text, e.getMessage());
    }
  }

  private static int number(String text, String replicas) {
    if (!replicas.matches("[1-" + MOST_REPLICAS + "]")) {
      throw wrong(text, "replicas is a number from 1 to " + MOST_REPLICAS);
    }
    return Integer.parseInt(replicas);
  }

  private static StoreException wrong(String text, String why) {
    return new StoreException(
        "drover.store=jetstream:" + text + ": it is jetstream:NAME?replicas=NUMBER, and " + why);
  }
}
