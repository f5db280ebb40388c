package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
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
    assertThat(names).doesNotHaveDuplicates();
    assertThat(names)
        .filteredOn(n -> n.endsWith(".class"))
        .allMatch(n -> n.startsWith("io/drover/"));
  }

  @Test
  void luaHasOurNumbersInBothJars() throws Exception {
    for (Path jar : List.of(component(), Path.of("target/drover.jar"))) {
      URL[] alone = {jar.toUri().toURL()};
      try (URLClassLoader loader =
          new URLClassLoader(alone, ClassLoader.getPlatformClassLoader())) {
        Class<?> numbers = loader.loadClass("io.drover.lua.luaj.vm2.LuaDouble");
        Object third = numbers.getMethod("valueOf", double.class).invoke(null, 1.0 / 3);
        assertThat(third).as("in %s", jar).hasToString("0.33333333333333");
      }
    }
  }

  private static List<String> entries() throws IOException {
    try (JarFile content = new JarFile(component().toFile())) {
      return content.stream().map(ZipEntry::getName).toList();
    }
  }

  private static Path component() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      return files
          .filter(f -> f.getFileName().toString().matches("drover-[\\d.]+\\.jar"))
          .findFirst()
          .orElseThrow();
    }
  }
}
