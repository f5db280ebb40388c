package io.drover.routes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.PluginHelper;

/** Adds route files to a context, all of them or, if one is wrong, none. */
public final class RouteFiles extends RouteBuilder {
  private final List<RouteFile> files;

  public RouteFiles(List<RouteFile> files) {
    this.files = List.copyOf(files);
  }

  /**
   * @throws InvalidRoutesException with all that is wrong with them
   */
  @Override
  public void configure() throws Exception {
    List<Finding> findings = new ArrayList<>();
    Map<String, String> owners = new HashMap<>();
    for (RouteFile file : files) {
      RouteCheck check = new RouteCheck(getContext(), file);
      findings.addAll(check.findings());
      for (String id : check.routeIds()) {
        String owner = owners.putIfAbsent(id, file.name());
        if (owner != null) { // Camel would let the later one replace the earlier without a word
          String message = "route " + id + " is in " + owner + " too: give one of them another id";
          findings.add(new Finding(file.name(), 0, message));
        }
      }
    }
    if (!findings.isEmpty()) {
      throw new InvalidRoutesException(findings);
    }
    for (RouteFile file : files) {
      PluginHelper.getRoutesLoader(getContext()).loadRoutes(file.resource());
    }
  }
}
