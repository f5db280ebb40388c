package io.drover.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import picocli.CommandLine.Option;

/** Which store a command is about: that of the Drover which runs with the same configuration. */
final class StoreOptions {
  private static final String PROPERTY = "drover.store";

  @Option(
      names = "--store",
      paramLabel = "DIR",
      description = "The store; by default that of the configuration.")
  private Path store;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The properties file that drover run has; by default application.properties.")
  private Path config;

  /**
   * The store's folder.
   *
   * @throws UsageException if there is none
   */
  Path folder() {
    Path folder = store == null ? configured() : store;
    if (!Files.isDirectory(folder)) {
      throw new UsageException(
          "the store "
              + folder
              + " does not exist: name the one of the Drover that you mean by --store DIR or"
              + " --config FILE");
    }
    return folder;
  }

  private Path configured() {
    String variable = System.getenv("DROVER_STORE");
    Path file = config == null ? Path.of("application.properties") : config;
    if (variable != null) {
      return Path.of(variable);
    }
    if (config == null && !Files.exists(file)) {
      return Path.of(".drover");
    }
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      properties.load(in);
    } catch (IOException e) {
      throw new UsageException("--config " + file + ": there is no such file to read", e);
    }
    return Path.of(properties.getProperty(PROPERTY, ".drover"));
  }
}
