package io.drover.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.Service;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A case of {@code cases.yaml}: a Service, and what should become of it. */
record ServiceCase(JsonNode yaml) {
  private static final YAMLMapper YAML = new YAMLMapper();

  @Override
  public String toString() {
    return String.join(", ", rules()) + ": " + yaml.path("name").asText();
  }

  Set<String> rules() {
    Set<String> rules = new LinkedHashSet<>();
    yaml.path("rules").forEach(rule -> rules.add(rule.asText()));
    return rules;
  }

  Service service(String namespace, String name) {
    ObjectNode service = YAML.createObjectNode().put("apiVersion", "v1").put("kind", "Service");
    ObjectNode metadata = service.putObject("metadata").put("name", name);
    metadata.put("namespace", namespace);
    ObjectNode annotations = metadata.putObject("annotations");
    yaml.path("annotations")
        .properties()
        .forEach(
            a -> annotations.put(ServiceAnnotations.PREFIX + a.getKey(), a.getValue().asText()));
    ObjectNode spec = service.putObject("spec");
    spec.putArray("ports").addObject().put("port", 80);
    if (yaml.has("ports")) {
      spec.set("ports", yaml.get("ports"));
    }
    yaml.path("spec").properties().forEach(member -> spec.set(member.getKey(), member.getValue()));
    return YAML.convertValue(service, Service.class);
  }

  /** What the mistake may be told as, or one of several mistakes; empty if there is none. */
  List<String> errors() {
    List<String> errors = new ArrayList<>();
    JsonNode error = yaml.path("error");
    error.forEach(text -> errors.add(text.asText()));
    return error.isTextual() ? List.of(error.asText()) : errors;
  }

  /** The Ingress as {@link IngressRules#judge} says it; an empty object if there is none. */
  ObjectNode ingress(String service) {
    ObjectNode ingress = YAML.createObjectNode();
    if (!yaml.has("paths")) {
      return ingress;
    }
    ingress.put("name", service + "-ing");
    ingress.set("passed", yaml.has("passed") ? yaml.get("passed") : YAML.createObjectNode());
    ObjectNode spec = ingress.putObject("spec");
    if (yaml.has("class")) {
      spec.set("ingressClassName", yaml.get("class"));
    }
    if (yaml.has("tls")) {
      spec.putArray("tls").add(yaml.get("tls"));
    }
    ArrayNode rules = spec.putArray("rules");
    yaml.get("paths").forEach(line -> add(rules, line.asText().split(" "), service));
    return ingress;
  }

  /** Host, path and port. */
  private static void add(ArrayNode rules, String[] line, String service) {
    JsonNode last = rules.path(rules.size() - 1);
    ObjectNode rule =
        last.path("host").asText().equals(line[0])
            ? (ObjectNode) last
            : rules.addObject().put("host", line[0]);
    ObjectNode path = rule.withObject("/http").withArray("/paths").addObject();
    path.put("path", line[1]).put("pathType", "Prefix");
    ObjectNode backend = path.putObject("backend").putObject("service").put("name", service);
    if (line[2].matches("\\d+")) {
      backend.putObject("port").put("number", Integer.valueOf(line[2]));
    } else {
      backend.putObject("port").put("name", line[2]);
    }
  }
}
