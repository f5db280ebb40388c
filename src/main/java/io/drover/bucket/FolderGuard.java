package io.drover.bucket;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Tells whether files that are not found were removed, or whether the disk that they are on may
 * just not be mounted. A folder is believed that holds another file, or that is the very one in
 * which files were seen before. Not thread-safe.
 */
final class FolderGuard {
  private final Path folder;
  private final Map<Path, Object> identities = new HashMap<>();
  private Set<Path> holding = Set.of();

  FolderGuard(Path folder) {
    this.folder = folder;
  }

  /** What a look found. */
  void seen(Collection<Path> files) {
    Set<Path> parents = new HashSet<>();
    for (Path file : files) {
      Path parent = file.getParent();
      while (parent.startsWith(folder) && parents.add(parent)) {
        parent = parent.getParent();
      }
    }
    for (Path each : parents) {
      Object identity = identity(each);
      if (identity != null) {
        identities.put(each, identity);
      }
    }
    holding = parents;
  }

  /** Whether a file that is not found was removed. */
  boolean isRemoved(Path file) {
    Path nearest = nearest(file);
    Object known = identities.get(nearest);
    return !nearest.equals(folder) // or its bucket is not there
        && (holding.contains(nearest) || (known != null && known.equals(identity(nearest))));
  }

  /** The innermost folder that a file was in and that is there. */
  Path nearest(Path file) {
    Path parent = file.getParent();
    while (!parent.equals(folder) && !Files.isDirectory(parent)) {
      parent = parent.getParent();
    }
    return parent;
  }

  /**
   * Of a folder: another one that takes its place has another. Null where there is no such thing.
   */
  private static Object identity(Path path) {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    } catch (IOException e) {
      return null;
    }
  }
}
