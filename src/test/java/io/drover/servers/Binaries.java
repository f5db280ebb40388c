package io.drover.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What src/test/servers/build.sh and bench/peer/build.sh have built on this machine. */
final class Binaries {
  static final Path SCRIPTS = Path.of("src/test/servers").toAbsolutePath();
  private static final Path PEER = Path.of("bench/peer").toAbsolutePath();
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

  /** The command that builds it. */
  static String builtBy(String name) {
    return Files.exists(PEER.resolve(name))
        ? "bench/peer/build.sh " + name
        : "src/test/servers/build.sh";
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
    for (Path script : List.of(SCRIPTS.resolve("build.sh"), PEER.resolve("build.sh"))) {
      for (String line : listed(script)) {
        int space = line.indexOf(' ');
        String name = line.substring(0, space);
        folders.put(name, cache.resolve(name).resolve(line.substring(space + 1)));
      }
    }
    return folders;
  }

  private static List<String> listed(Path script) {
    try {
      Process list = new ProcessBuilder(script.toString(), "--list").start();
      byte[] lines = list.getInputStream().readAllBytes();
      return new String(lines, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new IllegalStateException("listing what " + script + " builds", e);
    }
  }
}
