package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.cli.DroverProcess.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The output that README shows is what the command prints. */
class ReadmeIT {
  private static final Pattern OUTPUT =
      Pattern.compile(
          "<!-- output: demo --once, the Ingress -->\n```yaml\n(.*?)```", Pattern.DOTALL);

  @Test
  void theIngressIsTheOneThatTheDemoPrints(@TempDir Path folder) throws Exception {
    Matcher shown = OUTPUT.matcher(Files.readString(Path.of("README.md")));
    assertThat(shown.find()).isTrue();
    Result result = DroverProcess.run(folder, Map.of(), "demo", "--once");
    assertThat(withoutUids(result.out())).endsWith("---\n" + withoutUids(shown.group(1)));
  }

  private static String withoutUids(String text) {
    return text.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UID");
  }
}
