package io.drover.cli;

import io.drover.delivery.Routes;
import io.drover.kube.KubeEndpoint;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;

/** Which routes watch which objects. */
final class Watches {
  private record Watch(String route, KubeEndpoint options) {
    /** Such as {@code service-ingress takes a Service in namespace a with annotation b}. */
    @Override
    public String toString() {
      String namespace =
          isEmpty(options.getNamespace()) ? "" : " in namespace " + options.getNamespace();
      String annotation =
          isEmpty(options.getAnnotation()) ? "" : " with annotation " + options.getAnnotation();
      return route + " takes a " + options.getKind() + namespace + annotation;
    }
  }

  private final List<Watch> all;

  private Watches(List<Watch> all) {
    this.all = all;
  }

  static Watches of(CamelContext context) {
    return new Watches(
        context.getRoutes().stream()
            .filter(route -> route.getEndpoint() instanceof KubeEndpoint)
            .map(
                route ->
                    new Watch(
                        Routes.author(context, route.getRouteId()),
                        (KubeEndpoint) route.getEndpoint()))
            .toList());
  }

  boolean take(HasMetadata object) {
    return all.stream().anyMatch(watch -> watch.options().selects(object));
  }

  /** The first namespace that a route watches, or {@code default}. */
  String namespace() {
    return all.stream()
        .map(watch -> watch.options().getNamespace())
        .filter(namespace -> !isEmpty(namespace))
        .findFirst()
        .orElse("default");
  }

  /** Why no route takes an object that none takes. */
  String refusal(HasMetadata object) {
    String those =
        all.stream()
            .filter(watch -> watch.options().getKind().equals(object.getKind()))
            .map(Watch::toString)
            .collect(Collectors.joining(", "));
    return those.isEmpty()
        ? "no route watches the kind " + object.getKind()
        : "no route takes it: " + those;
  }

  private static boolean isEmpty(String option) {
    return option == null || option.isEmpty();
  }
}
