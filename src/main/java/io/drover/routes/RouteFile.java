package io.drover.routes;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

/**
 * The text of a route file.
 *
 * @param name how messages call it: its path, or {@code bundled NAME}
 */
public record RouteFile(String name, String text) {
  private static final String SUFFIX = ".camel.yaml";
  private static final List<String> BUNDLED = List.of("service-ingress", "thumbnails");

  /**
   * All route files of a folder, by name.
   *
   * @throws IOException if it cannot be read
   */
  public static List<RouteFile> in(Path folder) throws IOException {
    List<RouteFile> files = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path file : entries.sorted().toList()) {
        if (file.getFileName().toString().endsWith(SUFFIX)) {
          files.add(new RouteFile(file.toString(), Files.readString(file)));
        }
      }
    }
    return files;
  }

  /** The routes that come with Drover. */
  public static List<RouteFile> bundled() {
    return BUNDLED.stream().map(RouteFile::bundled).toList();
  }

  /** One of them, by the id of its route. */
  public static RouteFile bundled(String route) {
    String file = "routes/" + route + SUFFIX;
    try (InputStream in = RouteFile.class.getClassLoader().getResourceAsStream(file)) {
      return new RouteFile(
          "bundled " + route + SUFFIX, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("reading " + file, e);
    }
  }

  /** For Camel's loader, which tells the language by all that follows the name's first dot. */
  Resource resource() {
    String stem = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    int file = Math.max(stem.lastIndexOf('/'), stem.lastIndexOf(File.separatorChar)) + 1;
    String location = stem.substring(0, file) + stem.substring(file).replace('.', '-') + SUFFIX;
    return ResourceHelper.fromBytes(location, text.getBytes(StandardCharsets.UTF_8));
  }
}
