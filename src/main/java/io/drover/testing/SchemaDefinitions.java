package io.drover.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Supplier;

/** The parts that a schema has in several places and shares by name. */
final class SchemaDefinitions {
  /** The name, in every schema, for what the metadata of all kinds may hold. */
  static final String METADATA = "ObjectMeta";

  private final JsonNode parts;
  private final boolean custom;
  private final Supplier<Schema> metadata;

  /**
   * @param parts a member for each name
   * @param custom as in {@link Schema}
   * @param metadata the schema of metadata
   */
  SchemaDefinitions(JsonNode parts, boolean custom, Supplier<Schema> metadata) {
    this.parts = parts;
    this.custom = custom;
    this.metadata = metadata;
  }

  Schema metadata() {
    return metadata.get();
  }

  Schema named(String name) {
    return name.equals(METADATA) ? metadata() : new Schema(parts.path(name), this, custom);
  }
}
