package io.drover.cli;

import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/** The components as a configuration sets them up, in a Camel context that is never started. */
final class ConfiguredComponents implements AutoCloseable {
  private final Main main = new Main();

  /**
   * @param config a properties file, or null for what the environment says alone
   */
  ConfiguredComponents(Path config) {
    main.configure().setName("drover");
    main.configure().setAutoConfigurationLogSummary(false); // it would print what is configured
    main.configure().setRoutesIncludePattern("false");
    main.setDefaultPropertyPlaceholderLocation("false");
    if (config != null) {
      main.setPropertyPlaceholderLocations("file:" + config);
    }
    main.init();
  }

  CamelContext context() {
    return main.getCamelContext();
  }

  @Override
  public void close() {
    main.shutdown();
  }
}
