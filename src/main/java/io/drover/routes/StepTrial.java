package io.drover.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.support.PluginHelper;

/** Has Camel build each step of a file by itself, since it stops at the first one that is wrong. */
final class StepTrial {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> SHARED = List.of("beans", "dataFormats", "routeTemplate");

  private final CamelContext live;
  private final RouteTree routes;

  /** What steps may refer to, as far as it is right itself. */
  private final ArrayNode surroundings = JSON.arrayNode();

  StepTrial(CamelContext live, RouteTree routes) {
    this.live = live;
    this.routes = routes;
  }

  /** What is wrong with it, not with the steps below it. */
  List<Fault> faults(RouteStep step) {
    if (step.isHead() && SHARED.contains(step.name())) {
      return shared(step);
    }
    Set<Fault> faults = new LinkedHashSet<>();
    for (JsonNode options : branches(withoutSteps(step))) {
      ObjectNode item = JSON.objectNode();
      item.set(step.name(), options);
      faults.addAll(faults(step, run(step.isHead() ? item : route(step, item))));
    }
    return List.copyOf(faults);
  }

  /** A choice with each of its branches alone; of other steps all that they are. */
  private static List<JsonNode> branches(JsonNode options) {
    JsonNode all = options.path("when");
    if (!all.isArray() || all.size() < 2) {
      return List.of(options);
    }
    List<JsonNode> branches = new ArrayList<>();
    for (JsonNode when : all) {
      ObjectNode copy = options.deepCopy();
      copy.putArray("when").add(when);
      branches.add(copy);
    }
    return branches;
  }

  /** Keeps it, or each of a list, for the steps that come after it. */
  private List<Fault> shared(RouteStep step) {
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < Math.max(1, step.options().size()); i++) {
      boolean list = step.options().isArray() && step.options().has(i);
      JsonNode one = list ? JSON.arrayNode().add(step.options().get(i)) : step.options();
      ObjectNode item = JSON.objectNode();
      item.set(step.name(), one);
      Optional<TrialFailure> failure = run(item);
      if (failure.isEmpty()) {
        surroundings.add(item);
      }
      String pointer = list ? YamlTree.child(step.pointer(), i) : step.pointer();
      faults.addAll(faults(new RouteStep(pointer, step.name(), one, null, true), failure));
      if (!list) {
        break;
      }
    }
    return faults;
  }

  private List<Fault> faults(RouteStep step, Optional<TrialFailure> failure) {
    return failure.map(f -> f.faults(live, routes, step)).orElse(List.of());
  }

  /** The same of a step that sends to an address which Camel only looks at with an event. */
  List<Fault> faults(RouteStep step, ObjectNode to) {
    ObjectNode item = JSON.objectNode();
    item.set("to", to);
    return faults(step, run(route(step, item)));
  }

  private Optional<TrialFailure> run(ObjectNode item) {
    boolean template = item.has("routeTemplate"); // has parameters that only its users know
    try (ScratchContext scratch = new ScratchContext(live)) {
      ModelCamelContext context = scratch.context();
      String text = surroundings.deepCopy().add(item).toString();
      try {
        PluginHelper.getRoutesLoader(context)
            .loadRoutes(new RouteFile(routes.file(), text).resource());
      } catch (Exception e) {
        return Optional.of(new TrialFailure(e, true));
      }
      if (!template) {
        context.init();
      }
      return Optional.empty();
    } catch (Exception e) {
      return Optional.of(new TrialFailure(e, false));
    }
  }

  private static ObjectNode route(RouteStep step, ObjectNode item) {
    ObjectNode from = JSON.objectNode().put("uri", "direct:begin");
    from.putArray("steps").add(item);
    ObjectNode route = JSON.objectNode();
    if (step.route() != null) {
      route.put("id", step.route());
    }
    route.set("from", from);
    ObjectNode whole = JSON.objectNode();
    whole.set("route", route);
    return whole;
  }

  private static JsonNode withoutSteps(RouteStep step) {
    JsonNode options = withoutSteps(step.options());
    if (options instanceof ObjectNode block
        && Shapes.BLOCKS.contains(step.name())
        && !step.last()
        && !Shapes.hasSteps(block)) {
      block.set("steps", filler());
    }
    return options;
  }

  private static JsonNode withoutSteps(JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode copy = JSON.objectNode();
      for (var member : object.properties()) {
        boolean steps = member.getKey().equals("steps") && Shapes.hasSteps(object);
        copy.set(member.getKey(), steps ? filler() : withoutSteps(member.getValue()));
      }
      return copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = JSON.arrayNode();
      array.forEach(item -> copy.add(withoutSteps(item)));
      return copy;
    }
    return node;
  }

  private static ArrayNode filler() {
    ObjectNode stop = JSON.objectNode();
    stop.set("stop", JSON.objectNode());
    return JSON.arrayNode().add(stop);
  }
}
