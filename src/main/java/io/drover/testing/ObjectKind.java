package io.drover.testing;

import com.fasterxml.jackson.databind.JsonNode;

/** What an object is: such as {@code networking.k8s.io/v1 Ingress}. */
record ObjectKind(String apiVersion, String kind) {
  /** Of an object that may be none; what it does not say is empty. */
  static ObjectKind of(JsonNode object) {
    return new ObjectKind(object.path("apiVersion").asText(""), object.path("kind").asText(""));
  }

  @Override
  public String toString() {
    return apiVersion + " " + kind;
  }
}
