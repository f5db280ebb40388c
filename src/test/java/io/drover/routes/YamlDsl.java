package io.drover.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** The schema that Camel publishes of its YAML DSL. */
final class YamlDsl {
  private static final JsonSchema SCHEMA = schema();

  private YamlDsl() {}

  /** What is wrong with a list of routes. */
  static Set<ValidationMessage> faults(JsonNode routes) {
    return SCHEMA.validate(routes);
  }

  private static JsonSchema schema() {
    try (InputStream in = YamlDsl.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
      JsonNode schema = new ObjectMapper().readTree(in);
      return JsonSchemaFactory.getInstance(VersionFlag.V4).getSchema(schema);
    } catch (IOException e) {
      throw new IllegalStateException("reading the schema", e);
    }
  }
}
