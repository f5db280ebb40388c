package io.drover.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/**
 * The JSON of records, in ASCII. What was put can be read, however long: limits are for those who
 * take events in.
 */
public final class RecordJson {
  private static final JsonMapper JSON = lenient();

  private RecordJson() {}

  private static JsonMapper lenient() {
    JsonMapper mapper =
        // halves of surrogate pairs exist in JSON, but not in UTF-8
        JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    int deep = 2_000;
    mapper
        .getFactory()
        .setStreamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(deep).build())
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(deep)
                .maxStringLength(Integer.MAX_VALUE)
                .maxNameLength(Integer.MAX_VALUE)
                .maxNumberLength(Integer.MAX_VALUE)
                .build());
    return mapper;
  }

  /**
   * Writes a value.
   *
   * @throws JsonProcessingException if it is nested too deeply
   */
  public static byte[] bytes(JsonNode value) throws JsonProcessingException {
    return JSON.writeValueAsBytes(value);
  }

  /**
   * Reads a value.
   *
   * @throws IOException if it is not JSON
   */
  public static JsonNode read(byte[] json) throws IOException {
    return JSON.readTree(json);
  }

  static String text(String value) throws JsonProcessingException {
    return JSON.writeValueAsString(value);
  }

  static String string(String json) throws JsonProcessingException {
    return JSON.readValue(json, String.class);
  }
}
