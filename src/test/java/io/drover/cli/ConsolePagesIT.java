package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages show of commands is what the built jar prints, to the letter. */
class ConsolePagesIT {
  private static final List<String> DOCS =
      List.of("write-a-route", "write-a-controller", "test-a-route", "why-did-nothing-happen");

  static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    DOCS.forEach(name -> pages.add(Path.of("docs", name + ".md")));
    try (Stream<Path> acceptance = Files.list(Path.of("src/test/resources/acceptance"))) {
      acceptance.sorted().forEach(pages::add);
    }
    return pages;
  }

  @ParameterizedTest
  @MethodSource("pages")
  void commandsPrintWhatThePageShows(Path page, @TempDir Path folder) throws Exception {
    ConsolePage console = new ConsolePage(page, folder);
    assertThat(console.run()).isEmpty();
    assertThat(console.commands()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"test", "explain"})
  void theyPrintTheSameWithNoNetworkAtAll(String page, @TempDir Path folder) throws Exception {
    assumeTrue(canUnshare(), "skipped: unshare --net is not allowed here");
    Path path = Path.of("src/test/resources/acceptance", page + ".md");
    assertThat(new ConsolePage(path, folder).withoutNetwork().run()).isEmpty();
  }

  private static boolean canUnshare() throws Exception {
    List<String> command = new ArrayList<>(ConsolePage.NO_NETWORK);
    command.add("true");
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** The one page that begins in a checkout. */
  @Test
  void commandsOfTheReadmePrintWhatItShows() throws Exception {
    ConsolePage console = new ConsolePage(Path.of("README.md"), Path.of("").toAbsolutePath());
    assertThat(console.run()).isEmpty();
    assertThat(console.commands()).isPositive();
  }
}
