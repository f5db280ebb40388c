package io.drover.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rules for the Ingress of a Service, stated once more, to judge what the route makes. Each can
 * be left out, by its name in {@code rules.yaml}: a Service shows a rule if it would be judged
 * otherwise without it.
 */
public final class IngressRules {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NOTHING_LEFT_OUT = "";

  /** The Service has a mistake. */
  public static final class Mistake extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** A host, with the port that it is bound to, or a path with its port. */
  private record Place(String at, ServicePort port) {}

  private final Service service;
  private final String leftOut;
  private final ServiceAnnotations annotations;
  private final List<ServicePort> tcp;
  private final Set<String> mistakes = new TreeSet<>();

  private IngressRules(Service service, String leftOut) {
    this.service = service;
    this.leftOut = leftOut;
    this.annotations = new ServiceAnnotations(service, leftOut);
    this.tcp =
        service.getSpec().getPorts().stream()
            .filter(p -> !holds("other-protocols") || isTcp(p))
            .toList();
  }

  private static boolean isTcp(ServicePort port) {
    return port.getProtocol() == null || port.getProtocol().equals("TCP");
  }

  private boolean holds(String rule) {
    return !leftOut.equals(rule);
  }

  /**
   * The spec that its Ingress should have, with the annotations passed on as member {@code passed};
   * empty if it should have none.
   */
  public static Optional<ObjectNode> expected(Service service) {
    JsonNode verdict = judge(service);
    if (verdict.has("mistakes")) {
      throw new Mistake();
    }
    if (verdict.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode spec = (ObjectNode) verdict.get("spec");
    return Optional.of(spec.set("passed", verdict.get("passed")));
  }

  /** {@code {name, passed, spec}} of the Ingress, {@code {mistakes}}, or nothing for no Ingress. */
  static JsonNode judge(Service service) {
    return new IngressRules(service, NOTHING_LEFT_OUT).verdict();
  }

  /** Those of the rules that the Service shows. */
  static Set<String> shown(Service service, Set<String> rules) {
    JsonNode verdict = judge(service);
    Set<String> shown = new TreeSet<>(rules);
    shown.removeIf(rule -> new IngressRules(service, rule).verdict().equals(verdict));
    return shown;
  }

  private JsonNode verdict() {
    if (annotations.raw("host") == null || isPassedOver()) {
      return JSON.createObjectNode();
    }
    if (annotations.list("host").isEmpty() && holds("host-empty")) {
      return JSON.createObjectNode();
    }
    if (tcp.isEmpty()) {
      mistake("no-tcp-port", "");
    }
    List<Place> hosts = hosts();
    List<Place> given = givenPaths();
    ObjectNode made = JSON.createObjectNode();
    String name = service.getMetadata().getName();
    made.put("name", holds("name") ? name + "-ing" : name);
    made.set("passed", passedOn());
    made.set("spec", spec(hosts, given));
    return mistakes.isEmpty()
        ? made
        : JSON.createObjectNode().set("mistakes", JSON.valueToTree(mistakes));
  }

  private boolean isPassedOver() {
    return (!holds("headless") && "None".equals(service.getSpec().getClusterIP()))
        || (!holds("external-name") && "ExternalName".equals(service.getSpec().getType()));
  }

  private void mistake(String rule, String what) {
    if (holds(rule)) {
      mistakes.add(rule + " " + what);
    }
  }

  private ObjectNode spec(List<Place> hosts, List<Place> given) {
    ObjectNode spec = JSON.createObjectNode();
    String ingressClass = annotations.text("class");
    if (ingressClass.isEmpty() ? !holds("no-class") : holds("class")) {
      spec.put("ingressClassName", ingressClass);
    }
    if (hasTls()) {
      ObjectNode tls = spec.putArray("tls").addObject().put("secretName", annotations.text("tls"));
      hosts.forEach(host -> tls.withArray("hosts").add(host.at()));
    }
    boolean bound = hosts.stream().anyMatch(host -> host.port() != null);
    if (bound && !given.isEmpty()) {
      mistake("bound-paths", "");
    }
    List<Place> paths = paths(given);
    ArrayNode rules = spec.putArray("rules");
    for (Place host : hosts) {
      ArrayNode of = rules.addObject().put("host", host.at()).putObject("http").putArray("paths");
      List<Place> places = host.port() == null ? paths : List.of(new Place("/", host.port()));
      places.forEach(path -> add(of, path));
    }
    return spec;
  }

  private void add(ArrayNode paths, Place place) {
    ObjectNode path = paths.addObject().put("path", place.at());
    path.put("pathType", holds("prefix") ? "Prefix" : "Exact");
    ObjectNode backend = path.putObject("backend").putObject("service");
    ObjectNode port = backend.put("name", service.getMetadata().getName()).putObject("port");
    if (isNamed(place.port()) && holds("port-name")) {
      port.put("name", place.port().getName());
    } else if (isNamed(place.port()) || holds("port-number")) {
      port.put("number", place.port().getPort());
    } else {
      port.put("name", place.port().getPort().toString());
    }
  }

  private static boolean isNamed(ServicePort port) {
    return port.getName() != null && !port.getName().isEmpty();
  }

  private static String key(ServicePort port) {
    return isNamed(port) ? port.getName() : port.getPort().toString();
  }

  private List<Place> hosts() {
    List<String> items = annotations.list("host");
    boolean bound = holds("bindings") && items.stream().anyMatch(item -> item.contains("="));
    List<Place> hosts = new ArrayList<>();
    for (String item : items.isEmpty() ? List.of("") : items) {
      if (bound && !item.contains("=")) {
        mistake("mixed", item);
      }
      Place host = bound && item.contains("=") ? binding(item) : new Place(item, null);
      if (!HostNames.isHost(host.at(), holds("wildcard"))) {
        mistake("host-mistake", host.at());
      }
      if (hosts.stream()
          .anyMatch(h -> h.at().equals(host.at()) && !Objects.equals(h.port(), host.port()))) {
        mistake("host-two-ports", host.at());
      }
      if (!hosts.contains(host) || !holds("host-twice")) {
        hosts.add(host);
      }
    }
    return hosts;
  }

  private Place binding(String item) {
    String[] parts = item.split("=", -1);
    if (parts.length > 2) {
      mistake("item-form", item);
      return new Place("a", null);
    }
    return new Place(annotations.trim(parts[1]), port(annotations.trim(parts[0])));
  }

  private List<Place> givenPaths() {
    List<Place> paths = new ArrayList<>();
    for (String item : annotations.list("paths")) {
      int at = item.indexOf('=');
      if (at < 0) {
        mistake("item-form", item);
        continue;
      }
      Place place =
          new Place(
              annotations.trim(item.substring(at + 1)),
              port(annotations.trim(item.substring(0, at))));
      if (!place.at().startsWith("/")) {
        mistake("path-slash", place.at());
      }
      if (place.port() != null
          && paths.stream()
              .anyMatch(p -> p.at().equals(place.at()) && !place.port().equals(p.port()))) {
        mistake("path-two-ports", place.at());
      }
      if (place.port() != null && (!paths.contains(place) || !holds("path-twice"))) {
        paths.add(place);
      }
    }
    return paths;
  }

  private List<Place> paths(List<Place> given) {
    if (given.isEmpty() || !holds("paths") || (tcp.size() == 1 && !holds("paths-one-port"))) {
      return defaultPaths();
    }
    List<Place> paths = new ArrayList<>(given);
    if (!holds("paths-only")) {
      tcp.stream()
          .filter(port -> given.stream().noneMatch(path -> port.equals(path.port())))
          .forEach(port -> paths.add(new Place("/" + key(port), port)));
    }
    return paths;
  }

  private List<Place> defaultPaths() {
    if (tcp.size() == 1) {
      return List.of(new Place(holds("one-port") ? "/" : "/" + key(tcp.get(0)), tcp.get(0)));
    }
    return tcp.stream()
        .filter(port -> port.equals(tcp.get(0)) || holds("several-ports"))
        .map(port -> new Place(port.equals(tcp.get(0)) ? "/" : "/" + key(port), port))
        .toList();
  }

  /** Null if there is none, which is a mistake. */
  private ServicePort port(String reference) {
    Optional<ServicePort> known =
        tcp.stream()
            .filter(
                p ->
                    (holds("by-name") && reference.equals(p.getName()))
                        || (holds("by-number") && reference.equals(p.getPort().toString())))
            .findFirst();
    if (known.isEmpty() && !tcp.isEmpty()) {
      mistake("unknown-port", reference);
    }
    return known.orElse(null);
  }

  private boolean hasTls() {
    String secret = annotations.text("tls");
    if (secret.isEmpty()) {
      return annotations.raw("tls") != null && !holds("tls-empty");
    }
    List<String> ends = List.of("-", ".");
    if (!secret.matches("[a-z0-9.-]+")
        || ends.stream().anyMatch(end -> secret.startsWith(end) || secret.endsWith(end))) {
      mistake("tls-mistake", secret);
    }
    return holds("tls");
  }

  private ObjectNode passedOn() {
    ObjectNode passed = JSON.createObjectNode();
    annotations
        .toPassOn()
        .forEach(
            (key, value) -> {
              if (key.endsWith("-snippet")) {
                mistake("snippet", key);
              } else if (!key.startsWith("cert-manager.io/")) {
                mistake("not-allowed", key);
              }
              if (holds("pass-on")) {
                passed.put(key, value);
              }
            });
    return passed;
  }
}
