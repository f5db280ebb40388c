package io.drover.cli;

import io.drover.bucket.FolderScan;
import io.drover.delivery.Reason;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Has the API hold what the manifests of a folder say: what is saved is applied, what is removed is
 * deleted. A file that is still being written, or gone for a moment, waits for the next look; one
 * with a mistake changes nothing. Not thread-safe.
 */
final class ClusterFolder {
  private final KubeObjects api;
  private final Watches watches;
  private final Words words;
  private final FolderScan scan;
  private final Map<Path, Map<String, GenericKubernetesResource>> held = new LinkedHashMap<>();
  private final Map<String, String> versions = new HashMap<>();
  private final Set<Path> missing = new HashSet<>();

  ClusterFolder(Path folder, KubeObjects api, Watches watches, Words words) {
    this.api = api;
    this.watches = watches;
    this.words = words;
    this.scan = new FolderScan(folder);
  }

  void look() throws IOException {
    for (FolderScan.Version version : scan.look()) {
      scan.finish(version);
      saved(version.file());
    }
    for (Path file : List.copyOf(held.keySet())) {
      if (Files.exists(file)) {
        missing.remove(file);
      } else if (!missing.add(file)) {
        missing.remove(file);
        replace(file, Map.of());
        held.remove(file);
      }
    }
  }

  private void saved(Path file) {
    String name = file.getFileName().toString();
    if (name.endsWith("~")) {
      return; // an editor's copy
    }
    if (!ClusterManifest.isManifest(name)) {
      words.say(file + ": left alone, as manifests are NAME.yaml");
      return;
    }
    try {
      String text = Files.readString(file);
      Map<String, GenericKubernetesResource> objects =
          ClusterManifest.read(file.toString(), text, watches.namespace());
      if (objects.isEmpty()) {
        words.say(file + ": no object is in it");
      }
      replace(file, objects);
    } catch (UsageException e) {
      words.say(e.getMessage() + unchanged(file));
    } catch (IOException e) {
      words.say(file + ": cannot be read: " + PlayFolders.reason(e) + unchanged(file));
    }
  }

  private String unchanged(Path file) {
    return held.getOrDefault(file, Map.of()).isEmpty()
        ? " (nothing of it is applied)"
        : " (what was applied before stays)";
  }

  private void replace(Path file, Map<String, GenericKubernetesResource> objects) {
    Map<String, GenericKubernetesResource> before = held.getOrDefault(file, Map.of());
    held.put(file, objects);
    objects.forEach((name, object) -> apply(file, name, object));
    before.forEach(
        (name, object) -> {
          if (!objects.containsKey(name)) {
            drop(file, name, object);
          }
        });
  }

  private void apply(Path file, String name, GenericKubernetesResource object) {
    try {
      HasMetadata applied = api.apply(object);
      String version = applied.getMetadata().getResourceVersion();
      boolean same = version.equals(versions.put(name, version));
      String refusal = watches.take(applied) ? "" : " (" + watches.refusal(applied) + ")";
      words.say(file + ": " + name + (same ? " is unchanged" : " applied") + refusal);
    } catch (KubernetesClientException e) {
      words.say(file + ": applying " + name + ": " + Reason.of(e));
    }
  }

  private void drop(Path file, String name, GenericKubernetesResource object) {
    for (Map.Entry<Path, Map<String, GenericKubernetesResource>> other : held.entrySet()) {
      if (!other.getKey().equals(file) && other.getValue().containsKey(name)) {
        words.say(file + ": " + name + " stays, as " + other.getKey() + " holds it too");
        apply(other.getKey(), name, other.getValue().get(name));
        return;
      }
    }
    try {
      versions.remove(name);
      api.delete(object);
      words.say(file + ": " + name + " deleted, as it is no longer there");
    } catch (KubernetesClientException e) {
      words.say(file + ": deleting " + name + ": " + Reason.of(e));
    }
  }
}
