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
import java.util.List;
import java.util.Map;
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

  public FolderScan(Path folder) {
    this.folder = folder;
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
    finished.keySet().retainAll(found.keySet());
    ready.sort(Comparator.comparing(Version::modifiedNanos).thenComparing(Version::file));
    return ready;
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
