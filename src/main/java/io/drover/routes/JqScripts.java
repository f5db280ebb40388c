package io.drover.routes;

import io.drover.jq.JqFault;
import io.drover.jq.JqLanguage;
import io.drover.jq.JqLibrary;
import io.drover.jq.JqProgram;
import io.drover.jq.JqSyntaxException;
import io.drover.script.ScriptText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.support.ResourceHelper;

/** Finds what is wrong with the jq programs of routes, all of it at once. */
final class JqScripts {
  private final CamelContext context;
  private final JqLibrary library;

  /**
   * @param context where the programs will run
   */
  JqScripts(CamelContext context) {
    this.context = context;
    JqManifests.of(context).ifPresent(JqManifests::forget);
    this.library = JqLanguage.of(context).library();
  }

  List<Fault> faults(RouteTree routes) {
    List<Fault> faults = new ArrayList<>();
    for (Script script : Script.all(routes)) {
      if (script.language().equals("jq")) {
        text(script).ifPresent(text -> check(routes, script, text, faults));
      }
    }
    return faults;
  }

  private void check(RouteTree routes, Script script, String text, List<Fault> into) {
    try {
      int stream = JqProgram.compile(new ScriptText("script", text), library).streamLine();
      if (script.step().name().equals("split") && stream > 0) {
        String message =
            "split on the array, without []: a stream of one value is split into its members;"
                + " docs/troubleshooting.md#split-on-a-stream";
        into.add(fault(routes, script, stream, message, false));
      }
    } catch (JqSyntaxException e) {
      for (JqFault fault : e.faults()) {
        into.add(fault(routes, script, fault.line(), fault.message() + hint(fault), true));
      }
    }
  }

  private static Fault fault(
      RouteTree routes, Script script, int line, String message, boolean explains) {
    if (script.isFile()) {
      int lineOfStep = routes.line(script.step().pointer());
      String found = script.fileName() + ":" + line + ": " + message;
      return Fault.of(script.step(), lineOfStep, found, explains);
    }
    int lineInFile = routes.scriptLine(script.pointer(), line);
    return Fault.of(script.step(), lineInFile, message, explains);
  }

  private String hint(JqFault fault) {
    if (fault.unknown() == null) {
      return "";
    }
    Set<String> names = new TreeSet<>();
    library.signatures().forEach(signature -> names.add(signature.replaceFirst("/\\d+$", "")));
    String near = Nearest.hint(fault.unknown(), names);
    return near.isEmpty() ? "; docs/troubleshooting.md#jq-function" : near;
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
}
