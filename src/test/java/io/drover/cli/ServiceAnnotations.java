package io.drover.cli;

import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A Service's annotations for the route, read as {@link IngressRules} states, less one rule. */
final class ServiceAnnotations {
  static final String PREFIX = "autodeploy-ingress-";
  private static final String TO_PASS_ON = PREFIX + "annotation-";

  private final Map<String, String> annotations;
  private final String leftOut;

  ServiceAnnotations(Service service, String leftOut) {
    Map<String, String> given = service.getMetadata().getAnnotations();
    this.annotations = given == null ? Map.of() : given;
    this.leftOut = leftOut;
  }

  /** As it stands there; null if it does not. */
  String raw(String name) {
    return annotations.get(PREFIX + name);
  }

  /** Empty if it is not there. */
  String text(String name) {
    String value = raw(name);
    return value == null ? "" : trim(value);
  }

  String trim(String text) {
    return leftOut.equals("spaces") ? text : text.strip();
  }

  List<String> list(String name) {
    String text = text(name);
    boolean whole = name.equals("host") && leftOut.equals("host-list");
    return (whole || text.isEmpty() ? Stream.of(text) : Stream.of(text.split(",", -1)))
        .map(this::trim)
        .filter(item -> !item.isEmpty() || (leftOut.equals("empty-items") && !text.isEmpty()))
        .toList();
  }

  /** Those meant for the Ingress, by the key that they are to have there. */
  Map<String, String> toPassOn() {
    Map<String, String> passed = new TreeMap<>();
    annotations.forEach(
        (key, value) -> {
          if (key.startsWith(TO_PASS_ON)) {
            passed.put(key.substring(TO_PASS_ON.length()), value);
          }
        });
    return passed;
  }
}
