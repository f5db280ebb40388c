package io.drover.routes;

import java.util.ArrayList;
import java.util.List;
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
    for (RouteFile file : files) {
      findings.addAll(new RouteCheck(getContext(), file).findings());
    }
    if (!findings.isEmpty()) {
      throw new InvalidRoutesException(findings);
    }
    for (RouteFile file : files) {
      PluginHelper.getRoutesLoader(getContext()).loadRoutes(file.resource());
    }
  }
}
