package io.drover.cli;

import io.drover.delivery.Reason;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Has a folder hold a file for each object that the routes made. A file that is deleted deletes its
 * object, once two looks miss it, since an editor may put another in its place. Not thread-safe.
 */
final class OutFolder {
  private final Path folder;
  private final Supplier<List<HasMetadata>> made;
  private final Consumer<HasMetadata> delete;
  private final Words words;
  private final Map<String, HasMetadata> shown = new HashMap<>();
  private final Set<String> missing = new HashSet<>();
  private final Set<String> deleted = new HashSet<>();

  /**
   * @param made the objects as they are now
   * @param delete deletes one of them
   */
  OutFolder(
      Path folder, Supplier<List<HasMetadata>> made, Consumer<HasMetadata> delete, Words words) {
    this.folder = folder;
    this.made = made;
    this.delete = delete;
    this.words = words;
  }

  /** Removes the files of an earlier demo, whose objects went with it. */
  void clear() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      int count = 0;
      for (Path file : files.toList()) {
        if (isOurs(file)) {
          Files.delete(file);
          count++;
        }
      }
      if (count > 0) {
        words.say(folder + ": removed what an earlier demo left there, files: " + count);
      }
    }
  }

  private static boolean isOurs(Path file) throws IOException {
    String name = file.getFileName().toString();
    return name.matches("\\.?(workflow|ingress)-.*\\.yaml(\\.part)?")
        && Files.isRegularFile(file)
        && (name.endsWith(".part") || Files.readString(file).contains("drover.io/route"));
  }

  void look() {
    List<HasMetadata> objects = made.get();
    Set<String> uids = objects.stream().map(OutFolder::uid).collect(Collectors.toSet());
    deleted.retainAll(uids); // the others are gone by now
    Map<String, HasMetadata> now = new TreeMap<>();
    objects.stream()
        .filter(object -> !deleted.contains(uid(object)))
        .forEach(object -> now.put(file(object), object));
    for (String file : List.copyOf(shown.keySet())) {
      if (!now.containsKey(file)) {
        remove(file);
      }
    }
    now.forEach(this::compare);
  }

  private void compare(String file, HasMetadata object) {
    HasMetadata last = shown.get(file);
    if (last != null && !Files.exists(folder.resolve(file))) { // also one that just changed
      if (!missing.add(file)) {
        missing.remove(file);
        delete(file, object);
      }
      return;
    }
    missing.remove(file);
    if (last == null || !version(last).equals(version(object))) {
      write(file, object);
    }
  }

  private void write(String file, HasMetadata object) {
    String yaml = Manifests.yaml(object);
    Path target = folder.resolve(file);
    try {
      Files.createDirectories(folder);
      Path draft = Files.writeString(folder.resolve("." + file + ".part"), yaml);
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      words.sayOnce(target + ": cannot be written: " + PlayFolders.reason(e));
      return;
    }
    String how = shown.put(file, object) == null ? " (new)" : " (changed)";
    words.show(target + how, yaml);
  }

  private void remove(String file) {
    Path target = folder.resolve(file);
    try {
      if (Files.deleteIfExists(target)) {
        words.say(target + " (removed, as the object is gone)");
      }
      shown.remove(file);
    } catch (IOException e) {
      words.sayOnce(target + ": cannot be removed: " + PlayFolders.reason(e));
    }
  }

  private void delete(String file, HasMetadata object) {
    Path target = folder.resolve(file);
    String name = KubeObjects.name(object);
    words.say(target + ": deleting " + name + ", as its file was deleted");
    try {
      delete.accept(object);
      deleted.add(uid(object));
      shown.remove(file);
    } catch (KubernetesClientException e) {
      words.say(target + ": deleting " + name + ": " + Reason.of(e));
    }
  }

  private static String file(HasMetadata object) {
    String name =
        object.getKind()
            + "-"
            + object.getMetadata().getNamespace()
            + "-"
            + object.getMetadata().getName();
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "_") + ".yaml";
  }

  private static String uid(HasMetadata object) {
    return object.getMetadata().getUid();
  }

  private static String version(HasMetadata object) {
    return uid(object) + "." + object.getMetadata().getResourceVersion();
  }
}
