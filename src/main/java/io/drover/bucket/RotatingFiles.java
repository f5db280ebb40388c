package io.drover.bucket;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something made of files, and made anew once they change: as secrets do that are mounted from a
 * Kubernetes Secret. What cannot be read then leaves what was there. Thread-safe.
 */
final class RotatingFiles<T> {
  private static final Logger LOG = LoggerFactory.getLogger(RotatingFiles.class);

  private final List<Path> paths;
  private final Maker<T> maker;
  private List<Object> stamp;
  private T made;

  /** Makes something of the contents of files. */
  @FunctionalInterface
  interface Maker<T> {
    T of(List<byte[]> contents) throws IOException, GeneralSecurityException;
  }

  /**
   * @throws IllegalArgumentException if nothing can be made of the files as they are
   */
  RotatingFiles(String options, List<String> paths, Maker<T> maker) {
    this.paths = paths.stream().map(Path::of).toList();
    this.maker = maker;
    try {
      stamp = stamp();
      made = read();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "reading "
              + options
              + " ("
              + String.join(", ", paths)
              + "): "
              + reason(e)
              + "; docs/troubleshooting.md#webhook-files",
          e);
    }
  }

  synchronized T get() {
    List<Object> found = null;
    try {
      found = stamp();
      if (!found.equals(stamp)) {
        made = read();
        LOG.info("{} changed and was read again.", paths);
      }
    } catch (IOException | GeneralSecurityException e) {
      if (!Objects.equals(found, stamp)) { // once for each state of the files
        LOG.warn(
            "{} changed but cannot be used, what it held before is used on: {}", paths, reason(e));
      }
    }
    stamp = found;
    return made;
  }

  private T read() throws IOException, GeneralSecurityException {
    List<byte[]> contents = new ArrayList<>();
    for (Path path : paths) {
      contents.add(Files.readAllBytes(path));
    }
    return maker.of(contents);
  }

  private List<Object> stamp() throws IOException {
    List<Object> stamps = new ArrayList<>();
    for (Path path : paths) {
      BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
      stamps.add(file.lastModifiedTime());
      stamps.add(file.size());
      stamps.add(String.valueOf(file.fileKey()));
    }
    return stamps;
  }

  private static String reason(Exception e) {
    return e instanceof IOException ? e.toString() : e.getMessage();
  }
}
