package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WelcomeTest {
  @Test
  void aFolderThatAShellWouldTakeApartIsQuoted() {
    PlayFolders folders = new PlayFolders(Path.of("it's $mine"));
    assertThat(Welcome.text(folders, URI.create("http://127.0.0.1:1/acme")))
        .contains(
            "  cp 'it'\\''s $mine/examples/fortune-svc.yaml' 'it'\\''s $mine/cluster'/\n",
            "'it'\\''s $mine/examples/dov-bear.json' http://127.0.0.1:1/acme\n");
  }
}
