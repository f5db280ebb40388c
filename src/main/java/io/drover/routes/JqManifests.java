package io.drover.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.path.Path;
import org.apache.camel.CamelContext;

/**
 * The function {@code manifest("FILE")} of jq: gives the documents of a file that lies with the
 * routes, each as a copy for its caller to change. Files are read when routes are loaded. Safe for
 * several threads.
 */
public final class JqManifests implements Function {
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
      context.getRegistry().bind(FUNCTION, Function.class, new JqManifests(context));
    }
  }

  /** That of a context; none in one that Drover is not installed in. */
  static Optional<JqManifests> of(CamelContext context) {
    return Optional.ofNullable(
        context.getRegistry().lookupByNameAndType(FUNCTION, JqManifests.class));
  }

  /** Reads, anew, the file of a call; says what is wrong with it. */
  List<String> load(ManifestCalls.Named call) {
    if (call.file().isEmpty()) {
      return List.of(LITERAL);
    }
    String name = call.file().get();
    files.remove(name);
    return messages(name, file(name));
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
  public void apply(
      Scope scope,
      List<Expression> arguments,
      JsonNode in,
      Path path,
      PathOutput output,
      Version version)
      throws JsonQueryException {
    String name = literal(arguments.get(0));
    ManifestFile file = file(name);
    if (!file.faults().isEmpty()) {
      throw new JsonQueryException(String.join("; ", messages(name, file)));
    }
    for (JsonNode document : file.documents()) {
      output.emit(document.deepCopy(), null);
    }
  }

  /** The text of an argument that is the same whatever the message. */
  private static String literal(Expression argument) throws JsonQueryException {
    List<JsonNode> values = new ArrayList<>();
    try {
      for (JsonNode message : List.of(NullNode.getInstance(), IntNode.valueOf(0))) {
        argument.apply(Scope.newEmptyScope(), message, values::add);
      }
    } catch (JsonQueryException e) {
      throw new JsonQueryException(LITERAL, e);
    }
    boolean same = values.size() == 2 && values.get(0).equals(values.get(1));
    if (!same || !values.get(0).isTextual()) {
      throw new JsonQueryException(LITERAL);
    }
    return values.get(0).textValue();
  }
}
