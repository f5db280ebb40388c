package io.drover.testing;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What a rehearsal has around its routes.
 *
 * @param routesFolder where scripts and manifests are looked for first, or null
 * @param kamelets a folder of kamelets that come before those beside the routes and the bundled
 *     ones, or null
 * @param config a file of properties, or null
 * @param properties beside those, and before them
 * @param environment whether environment variables set properties, as they do in earnest
 * @param schemas of the objects that are rendered
 * @param cluster to compare with, by a client that changes nothing; or null
 */
public record Surroundings(
    Path routesFolder,
    Path kamelets,
    Path config,
    Map<String, String> properties,
    boolean environment,
    ObjectSchemas schemas,
    KubernetesClient cluster) {
  /** With routes of this folder. */
  Surroundings in(Path folder) {
    return new Surroundings(folder, kamelets, config, properties, environment, schemas, cluster);
  }

  /** With these properties too, which come first. */
  Surroundings with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(properties);
    all.putAll(more);
    return new Surroundings(routesFolder, kamelets, config, all, environment, schemas, cluster);
  }
}
