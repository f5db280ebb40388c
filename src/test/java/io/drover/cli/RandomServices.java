package io.drover.cli;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Services with ports and annotations at random, a good part of them with mistakes. */
public final class RandomServices {
  private static final List<String> NAMES = List.of("web", "api", "admin", "x-1");
  private static final int TRIES = 100_000;
  private final Random random;

  public RandomServices(long seed) {
    random = new Random(seed);
  }

  /** One with that name, for which the rule matters. */
  Service showing(String rule, String namespace, String name) {
    for (int i = 0; i < TRIES; i++) {
      Service service = ofAnyKind(namespace, name);
      if (IngressRules.shown(service, Set.of(rule)).contains(rule)) {
        return service;
      }
    }
    throw new IllegalStateException("no Service at random shows the rule " + rule);
  }

  /** One with that name; any API server takes it. */
  public Service service(String namespace, String name) {
    List<ServicePort> ports = ports();
    return new ServiceBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(namespace)
        .withAnnotations(annotations(ports))
        .endMetadata()
        .withNewSpec()
        .withPorts(ports)
        .endSpec()
        .build();
  }

  /** A good part of them headless or of an external name; no update turns one into another. */
  Service ofAnyKind(String namespace, String name) {
    Service service = service(namespace, name);
    switch (random.nextInt(5)) {
      case 0 -> service.getSpec().setClusterIP("None");
      case 1 -> {
        service.getSpec().setType("ExternalName");
        service.getSpec().setExternalName("x.example");
      }
      default -> {}
    }
    return service;
  }

  private List<ServicePort> ports() {
    int count = 1 + random.nextInt(4);
    List<ServicePort> ports = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ports.add(
          new ServicePortBuilder()
              .withName(count > 1 || random.nextBoolean() ? NAMES.get(i) : null)
              .withPort(1_000 * (i + 1) + random.nextInt(999))
              .withProtocol(pick("TCP", "TCP", "TCP", "UDP", "SCTP"))
              .build());
    }
    return ports;
  }

  private Map<String, String> annotations(List<ServicePort> ports) {
    Map<String, String> annotations = new LinkedHashMap<>();
    boolean bound = random.nextInt(4) == 0;
    boolean mixed = random.nextInt(12) == 0;
    put(
        annotations,
        "host",
        list(
            () ->
                (bound || (mixed && random.nextBoolean()) ? port(ports) + pick("=", " = ") : "")
                    + host()));
    if (random.nextInt(3) == 0) {
      put(
          annotations,
          "paths",
          list(
              () ->
                  random.nextInt(12) == 0
                      ? pick("web", "web=no", "=")
                      : port(ports)
                          + pick("=", " = ")
                          + pick("/", "/a", "/b", "/c/d", "/", "/a=b")));
    }
    if (random.nextBoolean()) {
      put(annotations, "class", pick("nginx", "", " traefik "));
    }
    if (random.nextInt(3) == 0) {
      put(annotations, "tls", pick("cert", "", "my-cert", "No Secret", " cert "));
    }
    if (random.nextInt(4) == 0) {
      String key = pick("cert-manager.io/issuer", "cert-manager.io/x-snippet", "example.com/x");
      put(annotations, "annotation-" + key, "v" + random.nextInt(9));
    }
    return annotations;
  }

  private static void put(Map<String, String> annotations, String name, String value) {
    annotations.put("autodeploy-ingress-" + name, value);
  }

  private String host() {
    return random.nextInt(20) == 0
        ? pick("A.example", "1.2.3.4", "a_b", "-a.example", "a..b", "a=b=c.example")
        : pick("a", "b", "c-d", "*") + pick(".example", ".example.com");
  }

  private String port(List<ServicePort> ports) {
    ServicePort port = ports.get(random.nextInt(ports.size()));
    if (random.nextInt(20) == 0) {
      return "none";
    }
    return port.getName() == null || random.nextBoolean()
        ? port.getPort().toString()
        : port.getName();
  }

  private String list(Supplier<String> item) {
    int count = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(3);
    return IntStream.range(0, count)
        .mapToObj(i -> pick("", " ") + item.get() + pick("", " ", ","))
        .collect(Collectors.joining(","));
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
