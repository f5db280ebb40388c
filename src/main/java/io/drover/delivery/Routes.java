package io.drover.delivery;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;

/** Finds the route that its author wrote behind the inner routes that kamelets make. */
public final class Routes {
  private Routes() {}

  /** The id of the route to which {@code routeId}'s kamelets belong; itself if it is in none. */
  public static String author(CamelContext context, String routeId) {
    String id = routeId;
    for (String parent = parent(context, id); parent != null; parent = parent(context, id)) {
      id = parent;
    }
    return id;
  }

  private static String parent(CamelContext context, String routeId) {
    RouteDefinition route = ((ModelCamelContext) context).getRouteDefinition(routeId);
    Map<String, Object> parameters = route == null ? null : route.getTemplateParameters();
    return parameters == null ? null : (String) parameters.get("parentRouteId");
  }
}
