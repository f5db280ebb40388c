package io.drover.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files to play with: a picture, and the samples of {@code --once}. */
final class Examples {
  static final String PICTURE = "dov-bear.gif";
  static final String SERVICE = "fortune-svc.yaml";
  static final String EVENT = "dov-bear.json";

  private Examples() {}

  /** Puts them into a folder, beside what is there. */
  static void write(Path folder) throws IOException {
    try (InputStream in = Examples.class.getResourceAsStream("/demo/examples/" + PICTURE)) {
      write(folder.resolve(PICTURE), in.readAllBytes());
    }
    for (Samples.Sample sample : Samples.bundled()) {
      write(folder.resolve(sample.name()), sample.text().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void write(Path file, byte[] content) throws IOException {
    if (!Files.exists(file)) {
      Files.write(file, content);
    }
  }
}
