package io.drover.routes;

import io.drover.delivery.Reason;
import java.io.FileNotFoundException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.NoSuchEndpointException;

/** Puts what Camel says of a route that it cannot build into words that say what to do. */
final class CamelWords {
  private static final Pattern PLACE = Pattern.compile(" in \\S.*, line \\d+, column \\d+: .*");
  private static final Pattern LINE = Pattern.compile(", line (\\d+), column");
  private static final Pattern NO_PROPERTY =
      Pattern.compile("Property with key \\[(.*?)] not found .*");
  private static final Pattern NO_PARAMETER =
      Pattern.compile(
          "Route template (\\S+) the following mandatory parameters must be provided: (.*)");

  private CamelWords() {}

  static String of(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof FileNotFoundException) {
        return Reason.of(cause)
            + "; files are looked for in the folder of the routes, then among the bundled ones";
      }
      if (cause instanceof ClassNotFoundException) {
        return "there is no class " + cause.getMessage();
      }
      if (cause instanceof NoSuchEndpointException none && none.getUri() != null) {
        return noComponent(scheme(none.getUri()));
      }
    }
    return reworded(Reason.of(failure));
  }

  /** The line that Camel names, or 0. */
  static int line(Exception failure) {
    Matcher line = LINE.matcher(Reason.of(failure));
    return line.find() ? Integer.parseInt(line.group(1)) : 0;
  }

  static String noComponent(String scheme) {
    return "there is no component " + scheme + ": is it written right, and on the class path?";
  }

  static String scheme(String uri) {
    int colon = uri.indexOf(':');
    return colon < 0 ? uri : uri.substring(0, colon);
  }

  /** The property that is not there, if that is what Camel says. */
  static Optional<String> property(Exception failure) {
    Matcher missing = NO_PROPERTY.matcher(Reason.of(failure));
    return missing.matches() ? Optional.of(missing.group(1)) : Optional.empty();
  }

  private static String reworded(String reason) {
    Matcher property = NO_PROPERTY.matcher(reason);
    if (property.matches()) {
      String name = property.group(1);
      return "there is no property " + name + ": set it, or write {{" + name + ":DEFAULT}}";
    }
    Matcher parameter = NO_PARAMETER.matcher(reason);
    if (parameter.matches()) {
      return "kamelet " + parameter.group(1) + " needs the parameter " + parameter.group(2);
    }
    if (reason.startsWith("Definition has no children on ")) {
      return "it has no steps: put them under 'steps'";
    }
    int grammar = reason.indexOf(" Was expecting"); // a list of all that jq knows
    return grammar < 0
        ? PLACE.matcher(reason).replaceFirst("")
        : "jq: " + reason.substring(0, grammar);
  }
}
