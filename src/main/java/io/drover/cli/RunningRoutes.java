package io.drover.cli;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;

/** The routes of a context as their author knows them. */
final class RunningRoutes {
  private RunningRoutes() {}

  /** Such as {@code 2 routes: service-ingress, thumbnails}. */
  static String describe(CamelContext context) {
    List<String> ids =
        context.getRoutes().stream()
            .filter(route -> !route.isCreatedByKamelet())
            .map(Route::getRouteId)
            .sorted()
            .toList();
    return ids.size() + (ids.size() == 1 ? " route: " : " routes: ") + String.join(", ", ids);
  }
}
