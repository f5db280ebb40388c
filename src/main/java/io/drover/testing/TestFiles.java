package io.drover.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.routes.Finding;
import io.drover.routes.RouteFile;
import io.drover.routes.YamlTree;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The test files below some paths, and the routes and kamelets that they should be about. */
final class TestFiles {
  private static final String ROUTES = ".camel.yaml";
  private static final String KAMELET = ".kamelet.yaml";
  private final Set<Path> tests = new TreeSet<>();
  private final Set<Path> routes = new TreeSet<>();
  private final Set<Path> kamelets = new TreeSet<>();

  /**
   * Looks for them, in folders within folders too; not in hidden ones nor in those named target.
   *
   * @throws IOException if a path cannot be read
   */
  static TestFiles below(List<Path> paths) throws IOException {
    TestFiles found = new TestFiles();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        Files.walkFileTree(path, found.visitor(path));
      } else {
        found.tests.add(path);
      }
    }
    return found;
  }

  private SimpleFileVisitor<Path> visitor(Path root) {
    return new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        String name = folder.getFileName() == null ? "" : folder.getFileName().toString();
        boolean skipped = name.startsWith(".") || name.equals("target");
        return skipped && !folder.equals(root)
            ? FileVisitResult.SKIP_SUBTREE
            : FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        String name = file.getFileName().toString();
        if (name.endsWith(TestFile.SUFFIX)) {
          tests.add(file);
        } else if (name.endsWith(ROUTES)) {
          routes.add(file);
        } else if (name.endsWith(KAMELET)) {
          kamelets.add(file);
        }
        return FileVisitResult.CONTINUE;
      }
    };
  }

  Set<Path> tests() {
    return tests;
  }

  /** A route that tests are about, by the folder of its file. */
  private record Tested(Path folder, String route) {}

  /**
   * The routes that no test names, but for those that others call, and the kamelets beside which
   * there is no test file.
   */
  List<Finding> untested(List<TestFile> files) throws IOException {
    Set<Tested> tested = new HashSet<>();
    for (TestFile file : files) {
      file.cases().forEach(test -> tested.add(new Tested(folder(file.path()), test.route())));
    }
    List<Finding> untested = new ArrayList<>();
    for (Path file : routes) {
      untested.addAll(untested(file, tested));
    }
    kamelets.forEach(file -> testFileMissing(file).ifPresent(untested::add));
    return untested;
  }

  private static List<Finding> untested(Path file, Set<Tested> tested) throws IOException {
    List<Finding> untested = new ArrayList<>();
    YamlTree yaml = YamlTree.parse(file.toString(), Files.readString(file));
    for (int i = 0; i < yaml.content().size(); i++) {
      String route = "/" + i + "/route";
      JsonNode id = yaml.content().at(route + "/id");
      boolean inner = InnerAddress.is(yaml.content().at(route + "/from/uri").asText());
      if (!inner && id.isTextual() && !tested.contains(new Tested(folder(file), id.asText()))) {
        untested.add(yaml.finding(route + "/id", "route " + id.asText() + " has no test"));
      }
    }
    return untested;
  }

  private Optional<Finding> testFileMissing(Path kamelet) {
    String name = kamelet.getFileName().toString().replace(KAMELET, TestFile.SUFFIX);
    if (tests.contains(kamelet.resolveSibling(name))) {
      return Optional.empty();
    }
    String message = "the kamelet has no test file " + name + " beside it";
    return Optional.of(new Finding(kamelet.toString(), 0, message));
  }

  private static Path folder(Path file) {
    return file.toAbsolutePath().getParent();
  }

  /**
   * The file beside a test file that has a route; null if none has.
   *
   * @throws IOException if one cannot be read
   */
  static RouteFile routeFile(Path testFile, String route) throws IOException {
    Path sibling =
        testFile.resolveSibling(testFile.getFileName().toString().replace(TestFile.SUFFIX, ROUTES));
    List<Path> candidates = new ArrayList<>();
    try (var files = Files.list(folder(testFile))) {
      files
          .map(file -> testFile.resolveSibling(file.getFileName()))
          .filter(file -> file.toString().endsWith(ROUTES))
          .sorted()
          .forEach(candidates::add);
    }
    if (candidates.remove(sibling)) {
      candidates.add(0, sibling);
    }
    for (Path candidate : candidates) {
      String text = Files.readString(candidate);
      if (hasRoute(candidate, text, route)) {
        return new RouteFile(candidate.toString(), text);
      }
    }
    return candidates.contains(sibling)
        ? new RouteFile(sibling.toString(), Files.readString(sibling))
        : null;
  }

  private static boolean hasRoute(Path file, String text, String route) {
    JsonNode content = YamlTree.parse(file.toString(), text).content();
    for (JsonNode entry : content) {
      if (entry.at("/route/id").asText().equals(route)) {
        return true;
      }
    }
    return false;
  }
}
