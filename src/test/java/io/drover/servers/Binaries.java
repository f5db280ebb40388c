package io.drover.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What src/test/servers/build.sh has built on this machine. */
final class Binaries {
  static final Path SCRIPTS = Path.of("src/test/servers").toAbsolutePath();
  private static final Map<String, Path> FOLDERS = folders();

  private Binaries() {}

  /** The folder of a server's build, or null if it is not built. */
  static Path folder(String name) {
    Path folder = FOLDERS.get(name);
    if (folder == null) {
      throw new IllegalArgumentException(name + " is none of " + FOLDERS.keySet());
    }
    return Files.exists(folder.resolve("complete")) ? folder : null;
  }

  static Path executable(String name) {
    return folder(name).resolve(name);
  }

  private static Map<String, Path> folders() {
    String set = System.getenv("DROVER_TEST_SERVERS");
    String home = System.getenv("XDG_CACHE_HOME");
    Path cache =
        set != null
            ? Path.of(set)
            : Path.of(home != null ? home : System.getProperty("user.home") + "/.cache")
                .resolve("drover/test-servers");
    Map<String, Path> folders = new HashMap<>();
    try {
      Process list = new ProcessBuilder(SCRIPTS.resolve("build.sh").toString(), "--list").start();
      byte[] lines = list.getInputStream().readAllBytes();
      for (String line : new String(lines, StandardCharsets.UTF_8).lines().toList()) {
        int space = line.indexOf(' ');
        String name = line.substring(0, space);
        folders.put(name, cache.resolve(name).resolve(line.substring(space + 1)));
      }
    } catch (IOException e) {
      throw new IllegalStateException("listing the test servers", e);
    }
    return folders;
  }
}
