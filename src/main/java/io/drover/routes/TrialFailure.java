package io.drover.routes;

import io.drover.delivery.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.ExpressionIllegalSyntaxException;
import org.apache.camel.spi.EndpointUriFactory;

/**
 * Why Camel could not build a step, brought to the line where the step says so.
 *
 * @param grammar whether it could not even read it
 */
record TrialFailure(Exception cause, boolean grammar) {
  private static final Pattern UNKNOWN_NAME =
      Pattern.compile(
          "(?:Unsupported field|Unknown node id|(Field)): ([\\w.-]+)"
              + "(?: has already been configured as an expression)?");
  private static final Pattern UNKNOWN_OPTIONS =
      Pattern.compile(
          "Failed to resolve endpoint: ([\\w+.-]+):.*Unknown parameters=\\[\\{(.*)}]",
          Pattern.DOTALL);
  private static final Pattern OPTION = Pattern.compile("(?:^|, )([\\w.-]+)=");
  private static final Pattern LINE_IN_SCRIPT =
      Pattern.compile("^script:(\\d+):|\\bat line (\\d+)");

  List<Fault> faults(CamelContext context, RouteTree routes, RouteStep step) {
    Matcher options = UNKNOWN_OPTIONS.matcher(Reason.of(cause));
    if (options.find()) {
      return unknownOptions(context, routes, step, options.group(1), options.group(2));
    }
    String words = CamelWords.of(cause);
    if (grammar) {
      return List.of(unreadable(context, routes, step, words));
    }
    String message = scriptFile(step, words) + words;
    return List.of(Fault.of(step, line(routes, step, words), message, true));
  }

  private static List<Fault> unknownOptions(
      CamelContext context, RouteTree routes, RouteStep step, String scheme, String options) {
    List<Fault> faults = new ArrayList<>();
    Matcher names = OPTION.matcher(options);
    while (names.find()) {
      String name = names.group(1);
      String message =
          scheme + " has no option " + name + Nearest.hint(name, optionsOf(context, scheme));
      String pointer = step.place(name);
      faults.add(Fault.of(step, routes.line(pointer), message, true));
    }
    return faults;
  }

  private static Set<String> optionsOf(CamelContext context, String scheme) {
    EndpointUriFactory factory = context.getCamelContextExtension().getEndpointUriFactory(scheme);
    return factory == null ? Set.of() : factory.propertyNames();
  }

  private static Fault unreadable(
      CamelContext context, RouteTree routes, RouteStep step, String words) {
    Matcher unknown = UNKNOWN_NAME.matcher(words);
    if (unknown.find()) {
      String name = unknown.group(2);
      String pointer = step.name().equals(name) ? step.pointer() : step.place(name);
      String found = unknown.group(1) == null ? unknown.group() : "Unsupported field: " + name;
      return new Fault(step, routes.line(pointer), found + DslNames.hint(context, name), true);
    }
    int line = routes.line(step.pointer());
    if (step.options().isTextual() && !words.contains(" ")) { // the name of an exception
      String message = step.name() + " has a text, where options are needed";
      return Fault.of(step, line, message, true);
    }
    return Fault.of(step, line, words, true);
  }

  private int line(RouteTree routes, RouteStep step, String words) {
    Optional<String> property =
        CamelWords.property(cause).flatMap(name -> step.findPart("{{" + name));
    if (property.isPresent()) {
      return routes.line(property.get());
    }
    List<Script> inline = Script.of(step).stream().filter(script -> !script.isFile()).toList();
    Matcher line = LINE_IN_SCRIPT.matcher(words);
    if (inline.size() == 1 && syntax().isPresent() && line.find()) {
      String number = line.group(1) == null ? line.group(2) : line.group(1);
      return routes.scriptLine(inline.get(0).pointer(), Integer.parseInt(number));
    }
    return syntax()
        .map(ExpressionIllegalSyntaxException::getExpression)
        .filter(text -> text != null && !text.startsWith("resource:"))
        .flatMap(step::findWhole)
        .map(routes::line)
        .orElse(routes.line(step.begin()));
  }

  private Optional<ExpressionIllegalSyntaxException> syntax() {
    for (Throwable e = cause; e != null; e = e.getCause()) {
      if (e instanceof ExpressionIllegalSyntaxException syntax) {
        return Optional.of(syntax);
      }
    }
    return Optional.empty();
  }

  /** The name of the file that the step's script is in, unless the failure names it itself. */
  private static String scriptFile(RouteStep step, String words) {
    List<Script> files = Script.of(step).stream().filter(Script::isFile).toList();
    return files.size() != 1 || words.contains(files.get(0).fileName())
        ? ""
        : files.get(0).fileName() + ": ";
  }
}
