package io.drover.testing;

import io.drover.servers.KubernetesApi;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes src/main/resources/schemas anew; src/test/servers/schemas.sh runs it. */
final class SchemaFiles {
  static final Path FOLDER = Path.of("src/main/resources/schemas");

  private SchemaFiles() {}

  public static void main(String[] args) throws IOException {
    try (KubernetesApi kubernetes = KubernetesApi.start(false);
        KubernetesClient client = kubernetes.newClient()) {
      kubernetes.serveHttpRoutes();
      for (Map.Entry<String, String> file : new SchemaSources(client).files().entrySet()) {
        Files.writeString(FOLDER.resolve(file.getKey()), file.getValue());
        System.out.println(file.getKey() + ": " + file.getValue().length() + " characters");
      }
    }
  }
}
