package io.drover.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;

/** The names of steps and options that Camel's YAML DSL has, from the schema in its jar. */
final class DslNames {
  private static final String SCHEMA = "schema/camelYamlDsl.json";

  private DslNames() {}

  /** Those near to another name, as {@link Nearest#hint}; if it is one itself, that it is. */
  static String hint(CamelContext context, String name) {
    try (InputStream in = context.getClassResolver().loadResourceAsStream(SCHEMA)) {
      Set<String> names = new TreeSet<>();
      if (in != null) {
        collect(new ObjectMapper().readTree(in), names);
      }
      return names.contains(name) ? " does not belong here" : Nearest.hint(name, names);
    } catch (IOException e) {
      throw new IllegalStateException("reading " + SCHEMA, e);
    }
  }

  private static void collect(JsonNode node, Set<String> into) {
    node.path("properties").fieldNames().forEachRemaining(into::add);
    node.forEach(item -> collect(item, into));
  }
}
