package io.drover.observe;

import io.drover.delivery.DeliveryListener;
import io.drover.delivery.HealthDetail;
import io.drover.delivery.Settlement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;

/** How the routes of a context are doing, as their authors know them. Thread-safe. */
final class RoutesHealth implements DeliveryListener {
  private final CamelContext context;
  private final Clock clock;
  private final Map<String, RouteHealth> routes = new ConcurrentHashMap<>();

  RoutesHealth(CamelContext context, Clock clock) {
    this.context = context;
    this.clock = clock;
  }

  @Override
  public void settled(Settlement settlement) {
    of(settlement.route()).settled(settlement, clock.instant());
  }

  private RouteHealth of(String route) {
    return routes.computeIfAbsent(route, id -> new RouteHealth(id, () -> isStarted(id)));
  }

  private boolean isStarted(String route) {
    ServiceStatus status = context.getRouteController().getRouteStatus(route);
    return status != null && status.isStarted();
  }

  /** One for each route that there is now. */
  List<? extends HealthDetail> details() {
    return context.getRoutes().stream()
        .filter(route -> !route.isCreatedByKamelet())
        .map(Route::getRouteId)
        .sorted()
        .map(this::of)
        .toList();
  }
}
