package io.drover.routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds ids that stand twice in all files: Camel wants each route and step to have its own. */
final class StepIds {
  private static final List<String> PARTS =
      List.of("when", "otherwise", "doCatch", "doFinally", "onFallback");
  private static final List<String> SUBMITS = List.of("argo-workflow:", "kamelet:argo-workflow-");

  private final Map<String, Finding> owners = new HashMap<>();

  private record Place(String kind, String id, int line) {}

  List<Fault> faults(RouteTree routes) {
    List<Place> places = new ArrayList<>();
    for (RouteStep head : routes.heads()) {
      if (head.isRoute()) {
        add(routes, head, head.pointer(), head.options(), places);
      }
    }
    for (RouteStep step : routes.steps()) {
      add(routes, step, step.pointer(), step.options(), places);
      for (String part : PARTS) {
        addPart(
            routes, step, YamlTree.child(step.pointer(), part), step.options().path(part), places);
      }
    }
    places.sort(Comparator.comparingInt(Place::line));
    List<Fault> faults = new ArrayList<>(submitsWithoutId(routes));
    places.forEach(place -> check(routes.file(), place, faults));
    return faults;
  }

  private static void addPart(
      RouteTree routes, RouteStep step, String pointer, JsonNode part, List<Place> into) {
    for (int i = 0; part.isArray() && i < part.size(); i++) {
      add(routes, step, YamlTree.child(pointer, i), part.get(i), into);
    }
    add(routes, step, pointer, part, into);
  }

  private static void add(
      RouteTree routes, RouteStep step, String pointer, JsonNode options, List<Place> into) {
    String id = options.path("id").asText("");
    if (!id.isEmpty()) {
      String kind = step.isHead() ? "route" : "step";
      into.add(new Place(kind, id, routes.line(YamlTree.child(pointer, "id"))));
    }
  }

  private void check(String file, Place place, List<Fault> into) {
    Finding owner = owners.putIfAbsent(place.id(), new Finding(file, place.line(), place.id()));
    if (owner != null) {
      String message =
          String.format(
              "%s %s is in %s:%d too: give one of them another id",
              place.kind(), place.id(), owner.file(), owner.line());
      into.add(new Fault(null, place.line(), message, true));
    }
  }

  /** Names of Workflows are made from these ids; Camel's own change with what stands before. */
  private static List<Fault> submitsWithoutId(RouteTree routes) {
    List<Fault> faults = new ArrayList<>();
    for (EndpointUse use : routes.endpoints()) {
      RouteStep step = use.step();
      boolean submits = SUBMITS.stream().anyMatch(use.uri()::startsWith);
      if (step.name().equals("to") && submits && (step.id() == null || step.route() == null)) {
        String message =
            "a Workflow's name is made from the ids of route and step: give both an id";
        faults.add(new Fault(step, routes.line(step.pointer()), message, false));
      }
    }
    return faults;
  }
}
