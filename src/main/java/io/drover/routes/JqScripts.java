package io.drover.routes;

import io.drover.routes.JqFunctions.Call;
import io.drover.routes.JqTokens.Token;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import org.apache.camel.CamelContext;
import org.apache.camel.language.jq.JqLanguage;
import org.apache.camel.support.ResourceHelper;

/** Finds in jq programs what would only come to light with the first event. */
final class JqScripts {
  private final CamelContext context;
  private Scope scope;

  /**
   * @param context where the programs will run
   */
  JqScripts(CamelContext context) {
    this.context = context;
  }

  List<Fault> faults(RouteTree routes) {
    List<Fault> faults = new ArrayList<>();
    for (Script script : Script.all(routes)) {
      if (script.language().equals("jq")) {
        text(script)
            .filter(JqScripts::compiles)
            .ifPresent(text -> check(routes, script, JqTokens.of(text), faults));
      }
    }
    return faults;
  }

  private void check(RouteTree routes, Script script, List<Token> program, List<Fault> into) {
    for (Call call : unknown(program)) {
      String message = "jq has no function " + call + hint(call);
      into.add(fault(routes, script, call.line(), message));
    }
    for (ManifestCalls.Named call : ManifestCalls.of(program)) {
      JqManifests.of(context).stream()
          .flatMap(manifests -> manifests.load(call).stream())
          .map(message -> fault(routes, script, call.line(), message))
          .forEach(into::add);
    }
    if (script.step().name().equals("split") && JqStreams.isStream(program)) {
      String message =
          "split on the array, without []: a stream of one value is split into its members;"
              + " docs/troubleshooting.md#split-on-a-stream";
      into.add(fault(routes, script, program.get(program.size() - 1).line(), message));
    }
  }

  private static Fault fault(RouteTree routes, Script script, int line, String message) {
    if (script.isFile()) {
      int lineOfStep = routes.line(script.step().pointer());
      String found = script.fileName() + ":" + line + ": " + message;
      return Fault.of(script.step(), lineOfStep, found, false);
    }
    int lineInFile = routes.scriptLine(script.pointer(), line);
    return Fault.of(script.step(), lineInFile, message, false);
  }

  /** The calls of functions that neither the program nor the language has, each once. */
  List<Call> unknown(List<Token> program) {
    Set<String> seen = new LinkedHashSet<>();
    return JqFunctions.foreign(program).stream()
        .filter(call -> scope().getFunction(call.name(), call.arity()) == null)
        .filter(call -> seen.add(call.toString()))
        .toList();
  }

  private String hint(Call call) {
    Set<String> same = new TreeSet<>();
    Set<String> names = new TreeSet<>();
    for (Scope s = scope(); s != null; s = s.getParentScope()) {
      for (String function : s.getLocalFunctions().keySet()) {
        String name = function.replaceFirst("/\\d+$", "");
        if (name.equals(call.name())) {
          same.add(function);
        }
        if (!name.startsWith("_")) {
          names.add(name);
        }
      }
    }
    String near = Nearest.hint(call.name(), names);
    if (!same.isEmpty()) {
      return ": it has " + String.join(", ", same);
    }
    return near.isEmpty() ? "; docs/troubleshooting.md#jq-function" : near;
  }

  private Scope scope() {
    if (scope == null) {
      scope =
          context.resolveLanguage("jq") instanceof JqLanguage jq && jq.getRootScope() != null
              ? Scope.newChildScope(jq.getRootScope())
              : Scope.newEmptyScope();
      if (scope.getParentScope() == null) {
        org.apache.camel.language.jq.JqFunctions.load(context, scope);
        org.apache.camel.language.jq.JqFunctions.loadFromRegistry(context, scope);
      }
      org.apache.camel.language.jq.JqFunctions.loadLocal(scope);
    }
    return scope;
  }

  /** The program; empty if its file or a property in it is missing, which Camel reports. */
  private Optional<String> text(Script script) {
    try {
      String text = context.resolvePropertyPlaceholders(script.text());
      if (!script.isFile()) {
        return Optional.of(text);
      }
      String name = text.substring("resource:".length());
      try (InputStream in = ResourceHelper.resolveMandatoryResourceAsInputStream(context, name)) {
        return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean compiles(String program) {
    try {
      JsonQuery.compile(program, Versions.JQ_1_7);
      return true;
    } catch (JsonQueryException | RuntimeException e) {
      return false;
    }
  }
}
