package io.drover.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;

/** Checks, as far as the text tells, addresses that Camel only looks at with the first event. */
final class DynamicSends {
  private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][\\w-]*):");

  private final CamelContext context;
  private final StepTrial trial;

  /**
   * @param context one that was initialised
   */
  DynamicSends(CamelContext context, StepTrial trial) {
    this.context = context;
    this.trial = trial;
  }

  List<Fault> faults(RouteTree routes) {
    List<Fault> faults = new ArrayList<>();
    for (EndpointUse use : routes.endpoints()) {
      if (use.step().name().equals("toD")) {
        check(routes, use.step(), use.uri(), use.parameters(), use.pointer(), faults);
      }
    }
    for (RouteStep step : routes.steps()) {
      if (step.name().equals("enrich")) {
        JsonNode constant =
            step.options().path("expression").isObject()
                ? step.options().path("expression").path("constant")
                : step.options().path("constant");
        JsonNode uri = constant.isObject() ? constant.path("expression") : constant;
        if (uri.isTextual()) {
          check(routes, step, uri.asText(), uri, step.pointer(), faults);
        }
      }
    }
    return faults;
  }

  private void check(
      RouteTree routes,
      RouteStep step,
      String uri,
      JsonNode parameters,
      String pointer,
      List<Fault> into) {
    String all = uri + parameters;
    if (!all.contains("${") && !all.contains("$simple{") && !uri.contains("+")) {
      ObjectNode to = JsonNodeFactory.instance.objectNode().put("uri", uri);
      if (parameters.isObject()) {
        to.set("parameters", parameters);
      }
      into.addAll(trial.faults(step, to));
      return;
    }
    Matcher scheme = SCHEME.matcher(uri);
    if (scheme.lookingAt()
        && !scheme.group(1).equals("language")
        && context.getComponent(scheme.group(1)) == null) {
      String message = CamelWords.noComponent(scheme.group(1));
      into.add(Fault.of(step, routes.line(pointer), message, true));
    }
  }
}
