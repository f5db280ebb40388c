package io.drover.cli;

import io.drover.delivery.StoreName;
import io.drover.store.StoreView;
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
      paramLabel = "STORE",
      description = "The store: a folder, or jetstream:NAME; by default that of the configuration.")
  private String store;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The properties file that drover run has; by default application.properties.")
  private Path config;

  /**
   * The store, to be closed by the caller.
   *
   * @throws UsageException if there is none
   */
  StoreView open() {
    StoreName name = StoreName.of(store == null ? configured() : store);
    if (!name.isFolder()) {
      return RemoteStore.open(name, existing());
    }
    if (!Files.isDirectory(name.folder())) {
      throw new UsageException(
          "the store "
              + name
              + " does not exist: name the one of the Drover that you mean by --store STORE or"
              + " --config FILE");
    }
    return name.view(null);
  }

  private String configured() {
    String variable = System.getenv("DROVER_STORE");
    if (variable != null) {
      return variable;
    }
    Path file = existing();
    if (file == null) {
      return ".drover";
    }
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      properties.load(in);
    } catch (IOException e) {
      throw new UsageException("--config " + file + ": there is no such file to read", e);
    }
    return properties.getProperty(PROPERTY, ".drover");
  }

  /** The properties file, or null if none is named and there is none. */
  private Path existing() {
    Path file = config == null ? Path.of("application.properties") : config;
    return config == null && !Files.exists(file) ? null : file;
  }
}
