package io.drover.bucket;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Finds new and changed files by looking again and again. A file whose size or time changed since
 * the last look is still being written. Files whose name begins with a dot, and what lies in such
 * folders, are left out, as editors and copiers write there first. Not thread-safe.
 */
public final class FolderScan {
  /** A state of a file: its length in bytes, and when it was last changed. */
  public record Version(Path file, long size, long modifiedNanos) {}

  private final Path folder;
  private Map<Path, Version> lastLook = Map.of();
  private final Map<Path, Version> finished = new HashMap<>();
  private final boolean isKeepingVanished;
  private Set<Path> missing = Set.of();

  public FolderScan(Path folder) {
    this(folder, false);
  }

  /**
   * @param isKeepingVanished whether files that vanish are finished only by {@link #forget}
   */
  FolderScan(Path folder, boolean isKeepingVanished) {
    this.folder = folder;
    this.isKeepingVanished = isKeepingVanished;
  }

  /**
   * The files that two looks found the same and that are not finished, oldest first. A folder that
   * is not there holds none.
   */
  public List<Version> look() throws IOException {
    Map<Path, Version> found = files();
    List<Version> ready = new ArrayList<>();
    for (Version version : found.values()) {
      if (version.equals(lastLook.get(version.file()))
          && !version.equals(finished.get(version.file()))) {
        ready.add(version);
      }
    }
    lastLook = found;
    if (!isKeepingVanished) {
      finished.keySet().retainAll(found.keySet());
    }
    ready.sort(Comparator.comparing(Version::modifiedNanos).thenComparing(Version::file));
    return ready;
  }

  /** Nothing is finished, and nothing is missed. */
  void begin() {
    finished.clear();
    missing = Set.of();
  }

  /** What the last look found. */
  Set<Path> found() {
    return lastLook.keySet();
  }

  /**
   * Those finished that neither the last look found nor the last call of this method, in their last
   * state, by name.
   */
  List<Version> vanished() {
    Set<Path> now = new HashSet<>(finished.keySet());
    now.removeAll(lastLook.keySet());
    List<Version> vanished =
        now.stream().filter(missing::contains).sorted().map(finished::get).toList();
    missing = now;
    return vanished;
  }

  /** A file that is gone is not to come again as such. */
  void forget(Version version) {
    finished.remove(version.file());
  }

  /** This state of the file is not to come again. */
  public void finish(Version version) {
    finished.put(version.file(), version);
  }

  private Map<Path, Version> files() throws IOException {
    Map<Path, Version> found = new HashMap<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            boolean skip = isHidden(path) && !path.equals(folder);
            return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !isHidden(path)) {
              long nanos = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
              found.put(path, new Version(path, attributes.size(), nanos));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path path, IOException e) {
            return FileVisitResult.CONTINUE; // gone since the folder was read, or not ours to read
          }
        });
    return found;
  }

  private static boolean isHidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }
}
