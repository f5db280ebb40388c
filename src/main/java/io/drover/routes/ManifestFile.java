package io.drover.routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/**
 * A file of Kubernetes objects that lies with the routes. Immutable, but for its documents.
 *
 * @param documents those that are not empty; what is given to others must be a copy
 * @param faults what is wrong with it, with lines
 */
record ManifestFile(List<JsonNode> documents, List<String> faults) {
  /** As many bytes as a YAML file may have letters. */
  private static final int LONGEST = 3_000_000;

  static ManifestFile read(CamelContext context, String name) {
    if (!isInside(name)) {
      return faulty("it must lie in the folder of the routes: write its name alone");
    }
    Resource resource = PluginHelper.getResourceLoader(context).resolveResource(name);
    if (resource == null || !resource.exists()) {
      return faulty("there is no such file in the folder of the routes");
    }
    try (InputStream in = resource.getInputStream()) {
      byte[] text = in.readNBytes(LONGEST + 1);
      return text.length > LONGEST
          ? faulty("it has more than " + LONGEST + " bytes")
          : of(YamlTree.manifests(name, new String(text, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      return faulty("it cannot be read: " + e.getMessage());
    }
  }

  private static ManifestFile of(List<YamlTree> trees) {
    List<JsonNode> documents = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    for (YamlTree tree : trees) {
      JsonNode content = tree.content();
      tree.findings().forEach(f -> faults.add("line " + f.line() + ": " + f.message()));
      if (content.isContainerNode()) {
        documents.add(content);
      } else if (content.isValueNode() && !content.isNull()) {
        faults.add("line " + tree.line("") + ": a manifest is an object, this is " + content);
      }
    }
    if (documents.isEmpty() && faults.isEmpty()) {
      faults.add("it is empty: write the object that the script changes");
    }
    return new ManifestFile(List.copyOf(documents), List.copyOf(faults));
  }

  private static ManifestFile faulty(String fault) {
    return new ManifestFile(List.of(), List.of(fault));
  }

  private static boolean isInside(String name) {
    return !name.isBlank()
        && !name.startsWith("/")
        && Stream.of(":", "\\", "?").noneMatch(name::contains)
        && Stream.of(name.split("/")).noneMatch(".."::equals);
  }
}
