package io.drover.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The rules for the Ingress of a Service, stated once more, to judge what the route makes. */
public final class IngressRules {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PREFIX = "autodeploy-ingress-";

  /** The Service has a mistake. */
  public static final class Mistake extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final Service service;
  private final List<ServicePort> tcp;

  private IngressRules(Service service) {
    this.service = service;
    this.tcp =
        service.getSpec().getPorts().stream()
            .filter(p -> p.getProtocol() == null || p.getProtocol().equals("TCP"))
            .toList();
  }

  /**
   * The spec that its Ingress should have, with the annotations passed on as member {@code passed};
   * empty if it should have none.
   */
  public static Optional<ObjectNode> expected(Service service) {
    IngressRules rules = new IngressRules(service);
    if (rules.list("host").isEmpty()) {
      return Optional.empty();
    }
    if (rules.tcp.isEmpty()) {
      throw new Mistake();
    }
    return Optional.of(rules.spec());
  }

  private ObjectNode spec() {
    ObjectNode spec = JSON.createObjectNode();
    if (!text("class").isEmpty()) {
      spec.put("ingressClassName", text("class"));
    }
    Map<String, ServicePort> hosts = hosts();
    boolean bound = hosts.values().stream().anyMatch(port -> port != null);
    if (bound && !list("paths").isEmpty()) {
      throw new Mistake();
    }
    if (!text("tls").isEmpty()) {
      ObjectNode tls = spec.putArray("tls").addObject().put("secretName", text("tls"));
      hosts.keySet().forEach(tls.putArray("hosts")::add);
    }
    Map<String, ServicePort> paths = bound ? Map.of() : paths();
    ArrayNode rules = spec.putArray("rules");
    hosts.forEach(
        (host, port) -> {
          ArrayNode of = rules.addObject().put("host", host).putObject("http").putArray("paths");
          (port == null ? paths : Map.of("/", port)).forEach((path, p) -> add(of, path, p));
        });
    spec.set("passed", passedOn());
    return spec;
  }

  private void add(ArrayNode paths, String path, ServicePort port) {
    ObjectNode entry = paths.addObject().put("path", path).put("pathType", "Prefix");
    ObjectNode backend = entry.putObject("backend").putObject("service");
    backend.put("name", service.getMetadata().getName());
    if (port.getName() == null || port.getName().isEmpty()) {
      backend.putObject("port").put("number", port.getPort());
    } else {
      backend.putObject("port").put("name", port.getName());
    }
  }

  private Map<String, ServicePort> hosts() {
    Map<String, ServicePort> hosts = new LinkedHashMap<>();
    long bound = list("host").stream().filter(item -> item.contains("=")).count();
    if (bound != 0 && bound != list("host").size()) {
      throw new Mistake();
    }
    for (String item : list("host")) {
      String[] parts = item.split("=", -1);
      String host = parts[parts.length - 1].strip();
      ServicePort port = bound == 0 ? null : port(parts[0].strip());
      if (parts.length > 2
          || !isHost(host)
          || (hosts.containsKey(host) && !Objects.equals(hosts.get(host), port))) {
        throw new Mistake();
      }
      hosts.put(host, port);
    }
    return hosts;
  }

  private Map<String, ServicePort> paths() {
    Map<String, ServicePort> paths = new LinkedHashMap<>();
    if (list("paths").isEmpty()) {
      for (ServicePort port : tcp) {
        String own = port.getName() == null ? port.getPort().toString() : port.getName();
        paths.put(paths.isEmpty() ? "/" : "/" + own, port);
      }
      return paths;
    }
    for (String item : list("paths")) {
      int at = item.indexOf('=');
      String path = item.substring(at + 1).strip();
      if (at < 0 || !path.startsWith("/")) {
        throw new Mistake();
      }
      ServicePort port = port(item.substring(0, at).strip());
      if (paths.containsKey(path) && !port.equals(paths.get(path))) {
        throw new Mistake();
      }
      paths.put(path, port);
    }
    return paths;
  }

  private ServicePort port(String reference) {
    return tcp.stream()
        .filter(p -> reference.equals(p.getName()) || reference.equals(p.getPort().toString()))
        .findFirst()
        .orElseThrow(Mistake::new);
  }

  private ObjectNode passedOn() {
    ObjectNode passed = JSON.createObjectNode();
    String prefix = PREFIX + "annotation-";
    service
        .getMetadata()
        .getAnnotations()
        .forEach(
            (key, value) -> {
              if (key.startsWith(prefix)) {
                String rest = key.substring(prefix.length());
                if (!rest.startsWith("cert-manager.io/") || rest.endsWith("-snippet")) {
                  throw new Mistake();
                }
                passed.put(rest, value);
              }
            });
    return passed;
  }

  private static boolean isHost(String host) {
    String name = host.startsWith("*.") ? host.substring(2) : host;
    List<String> labels = new ArrayList<>(Arrays.asList(name.split("\\.", -1)));
    boolean numbers = labels.size() == 4 && labels.stream().allMatch(l -> l.matches("\\d+"));
    return !numbers
        && host.length() <= 253
        && labels.stream()
            .allMatch(
                l ->
                    !l.isEmpty()
                        && l.length() <= 63
                        && l.matches("[a-z0-9-]+")
                        && !l.startsWith("-")
                        && !l.endsWith("-"));
  }

  private String text(String annotation) {
    Map<String, String> annotations = service.getMetadata().getAnnotations();
    String value = annotations == null ? null : annotations.get(PREFIX + annotation);
    return value == null ? "" : value.strip();
  }

  private List<String> list(String annotation) {
    return Arrays.stream(text(annotation).split(",", -1))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }
}
