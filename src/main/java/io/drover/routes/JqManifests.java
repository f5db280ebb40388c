package io.drover.routes;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.jq.JqError;
import io.drover.jq.JqFunction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;

/**
 * The function {@code manifest("FILE")} of jq: gives the documents of a file that lies with the
 * routes, each as a copy for its caller to change. Files are read when programs are compiled. Safe
 * for several threads.
 */
public final class JqManifests implements JqFunction {
  static final String NAME = "manifest";

  /** Its name and number of arguments, by which jq finds it in the registry. */
  static final String FUNCTION = NAME + "/1";

  private static final String LITERAL =
      "manifest takes the name of a file as it is, between quotes, such as"
          + " manifest(\"ingress.yaml\"): it is read before there is an event";

  private final CamelContext context;
  private final Map<String, ManifestFile> files = new ConcurrentHashMap<>();

  private JqManifests(CamelContext context) {
    this.context = context;
  }

  /**
   * Has jq know the function, in all scripts of a context that has no routes yet. Doing it again
   * changes nothing.
   */
  public static void install(CamelContext context) {
    if (of(context).isEmpty()) {
      context.getRegistry().bind(FUNCTION, JqFunction.class, new JqManifests(context));
    }
  }

  /** That of a context; none in one that Drover is not installed in. */
  static Optional<JqManifests> of(CamelContext context) {
    return Optional.ofNullable(
        context.getRegistry().lookupByNameAndType(FUNCTION, JqManifests.class));
  }

  /** Has files read anew by the programs that are compiled from now on. */
  void forget() {
    files.clear();
  }

  /** Reads the file of a call; says what is wrong with it. */
  @Override
  public List<String> faults(List<JsonNode> constants) {
    JsonNode name = constants.get(0);
    if (name == null || !name.isTextual()) {
      return List.of(LITERAL);
    }
    return messages(name.textValue(), file(name.textValue()));
  }

  /** One that is right is read once. */
  private ManifestFile file(String name) {
    ManifestFile known = files.get(name);
    if (known != null) {
      return known;
    }
    ManifestFile file = ManifestFile.read(context, name);
    if (file.faults().isEmpty()) {
      files.put(name, file);
    }
    return file;
  }

  private static List<String> messages(String name, ManifestFile file) {
    return file.faults().stream().map(f -> "manifest(\"" + name + "\"): " + f).toList();
  }

  @Override
  public void call(Object host, JsonNode in, List<JsonNode> arguments, Consumer<JsonNode> values) {
    String name = arguments.get(0).textValue();
    ManifestFile file = file(name);
    if (!file.faults().isEmpty()) {
      throw new JqError(String.join("; ", messages(name, file)));
    }
    file.documents().forEach(document -> values.accept(document.deepCopy()));
  }
}
