package io.drover.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A script, an event for it, and what is to come of it.
 *
 * @param filter whether it is a condition
 */
record BenchScript(
    String title, String language, boolean filter, String text, JsonNode event, JsonNode expected) {
  private static final Path ROUTES = Path.of("src/main/resources/routes");
  private static final Path OWN = Path.of("bench/scripts");
  private static final YAMLMapper YAML = new YAMLMapper();

  /** What the route service-ingress has in the variable that its script reads. */
  static final String ALLOWED_ANNOTATIONS = "cert-manager.io/*";

  static List<BenchScript> all() throws IOException {
    JsonNode route = YAML.readTree(ROUTES.resolve("thumbnails.camel.yaml").toFile());
    String filter = route.at("/0/route/from/steps/0/filter/expression/jq/expression").asText();
    return List.of(
        transform("Lua of the article: thumbnails", ROUTES, "thumbnails.lua", "three-records"),
        transform("jq of the article: service-ingress", ROUTES, "service-ingress.jq", "service"),
        filter("image filter in Lua", "lua", Files.readString(OWN.resolve("pictures-only.lua"))),
        filter("image filter in jq", "jq", filter),
        transform("report in Lua, 230 lines", OWN, "report.lua", "twelve-records"),
        transform("report in jq, 180 lines", OWN, "report.jq", "twelve-records"));
  }

  private static BenchScript transform(String title, Path folder, String file, String event)
      throws IOException {
    int dot = file.indexOf('.');
    return new BenchScript(
        title,
        file.substring(dot + 1),
        false,
        Files.readString(folder.resolve(file)),
        json("events/" + event),
        json("expected/" + file.substring(0, dot)));
  }

  private static BenchScript filter(String title, String language, String text) throws IOException {
    return new BenchScript(
        title, language, true, text, json("events/three-records"), BooleanNode.TRUE);
  }

  private static JsonNode json(String name) throws IOException {
    return YAML.readTree(OWN.resolve(name + ".json").toFile());
  }

  /** The same for an engine without Camel's variables. */
  String peerText() {
    return text.replace("variable(\"allowedAnnotations\")", "\"" + ALLOWED_ANNOTATIONS + "\"");
  }

  /** Whether a result is the one expected; 1 and 1.0 are the same. */
  boolean expects(JsonNode result) {
    return expected.equals(BenchScript::compare, result);
  }

  private static int compare(JsonNode one, JsonNode other) {
    if (one.isNumber() && other.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue());
    }
    return one.equals(other) ? 0 : 1;
  }
}
