package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The component jar can stand beside other libraries of any Camel application. */
class ComponentJarIT {
  @Test
  void luaIsInsideUnderANameOfItsOwnAndNothingElseOfOthersIs() throws Exception {
    List<String> names = entries();
    assertThat(names)
        .contains(
            "io/drover/lua/luaj/vm2/LuaDouble.class",
            "META-INF/services/org/apache/camel/component/kube",
            "META-INF/services/org/apache/camel/component/bucket",
            "META-INF/services/org/apache/camel/component/argo-workflow",
            "META-INF/services/org/apache/camel/language/lua",
            "META-INF/services/org.apache.camel.spi.ContextServicePlugin",
            "kamelets/kube-watch-source.kamelet.yaml",
            "routes/thumbnails.lua")
        .doesNotContain("logback.xml", "application.properties");
    assertThat(names)
        .filteredOn(n -> n.endsWith(".class"))
        .allMatch(n -> n.startsWith("io/drover/"));
  }

  private static List<String> entries() throws Exception {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      Path jar =
          files
              .filter(f -> f.getFileName().toString().matches("drover-[\\d.]+\\.jar"))
              .findFirst()
              .orElseThrow();
      try (JarFile content = new JarFile(jar.toFile())) {
        return content.stream().map(ZipEntry::getName).toList();
      }
    }
  }
}
