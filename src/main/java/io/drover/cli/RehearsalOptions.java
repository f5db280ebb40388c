package io.drover.cli;

import io.drover.testing.ObjectSchemas;
import io.drover.testing.Surroundings;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** What commands that try routes can be told of the surroundings. */
final class RehearsalOptions {
  @Option(
      names = "--kamelets",
      paramLabel = "DIR",
      description = "A folder with *.kamelet.yaml files, which come before the bundled ones.")
  private Path kamelets;

  @Option(
      names = "--crds",
      paramLabel = "PATH",
      description =
          "A CustomResourceDefinition, or a folder of them: objects of these kinds are checked too."
              + " May be given several times.")
  private List<Path> crds = List.of();

  /**
   * @param folder of the routes
   * @param config a file of properties, or null
   * @param environment whether environment variables set properties
   * @param cluster to compare with, or null
   * @throws UsageException if something named is not there or is not what it should be
   */
  Surroundings of(Path folder, Path config, boolean environment, KubernetesClient cluster) {
    if (kamelets != null && !Files.isDirectory(kamelets)) {
      throw new UsageException("--kamelets " + kamelets + ": there is no such folder");
    }
    return new Surroundings(folder, kamelets, config, Map.of(), environment, schemas(), cluster);
  }

  private ObjectSchemas schemas() {
    ObjectSchemas schemas = ObjectSchemas.bundled();
    for (Path path : crds) {
      if (!Files.exists(path)) {
        throw new UsageException("--crds " + path + ": there is no such file or folder");
      }
      try {
        schemas = schemas.with(path);
      } catch (IllegalArgumentException e) {
        throw new UsageException("--crds " + e.getMessage(), e);
      }
    }
    return schemas;
  }
}
