package io.drover.routes;

import io.drover.delivery.Settlements;
import io.drover.jq.JqLanguage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.PluginHelper;

/** Adds route files to a context, all of them or, if one is wrong, none. */
public final class RouteFiles extends RouteBuilder {
  private final List<RouteFile> files;
  private final boolean judged;

  public RouteFiles(List<RouteFile> files) {
    this(files, false);
  }

  private RouteFiles(List<RouteFile> files, boolean judged) {
    this.files = List.copyOf(files);
    this.judged = judged;
  }

  /** Those in which nothing was found wrong before: they are not looked at again. */
  public static RouteFiles judged(List<RouteFile> files) {
    return new RouteFiles(files, true);
  }

  /**
   * All that is wrong with route files, by file and line; nothing is added to the context.
   *
   * @param live the context that they are for: its properties, beans and kamelets count
   */
  public static List<Finding> findings(CamelContext live, List<RouteFile> files) throws Exception {
    RouteCheck check = new RouteCheck(live);
    List<Finding> findings = new ArrayList<>();
    for (RouteFile file : files) {
      findings.addAll(check.findings(file));
    }
    if (live.getCamelContextExtension().getContextPlugin(Settlements.class) != null) {
      Settlements secrets = Settlements.of(live);
      findings.replaceAll(f -> new Finding(f.file(), f.line(), secrets.mask(f.message())));
    }
    findings.sort(Comparator.comparing(Finding::file).thenComparingInt(Finding::line));
    return findings;
  }

  /**
   * @throws InvalidRoutesException with all that is wrong with them
   */
  @Override
  public void configure() throws Exception {
    RouteResources.install(getContext()); // camel-main asks for routes before it initialises
    JqManifests.install(getContext());
    JqLanguage.install(getContext());
    List<Finding> findings = judged ? List.of() : findings(getContext(), files);
    if (!findings.isEmpty()) {
      throw new InvalidRoutesException(findings);
    }
    for (RouteFile file : files) {
      PluginHelper.getRoutesLoader(getContext()).loadRoutes(file.resource());
    }
  }
}
