package io.drover.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folders of a demo that stays up.
 *
 * @param root the one that the user named
 */
record PlayFolders(Path root) {
  private static final String REMEDY = "; give another folder with --dir";

  Path buckets() {
    return root.resolve("buckets");
  }

  /** Where pictures go. */
  Path pictures() {
    return buckets().resolve("acme").resolve("thumbnails");
  }

  /** Where manifests go. */
  Path cluster() {
    return root.resolve("cluster");
  }

  /** Where the objects that routes make are shown. */
  Path out() {
    return root.resolve("out");
  }

  /** Files to copy from. */
  Path examples() {
    return root.resolve("examples");
  }

  /** What Drover keeps for itself. */
  Path store() {
    return root.resolve(".drover");
  }

  /**
   * Makes those that are missing.
   *
   * @throws UsageException if one cannot be used
   */
  void make() {
    List<Path> folders = List.of(root, pictures(), cluster(), out(), examples(), store());
    try {
      for (Path folder : folders) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
          throw new NotDirectoryException(folder.toString());
        }
      }
      for (Path folder : folders) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw unusable(e);
    }
    for (Path folder : folders) {
      if (!Files.isReadable(folder) || !Files.isWritable(folder)) {
        throw new UsageException(
            "--dir " + root + ": " + folder + " cannot be read and written" + REMEDY);
      }
    }
  }

  /** Forgets what earlier demos finished: each begins with an empty cluster. */
  void clearStore() throws IOException {
    try (Stream<Path> files = Files.list(store())) {
      for (Path file : files.filter(f -> !f.equals(demoLock())).toList()) {
        Folders.delete(file);
      }
    }
  }

  /** Held by the demo that plays here. */
  Path demoLock() {
    return store().resolve("demo.lock");
  }

  /** In words, an exception that a file in one of them causes. */
  UsageException unusable(IOException failure) {
    return new UsageException("--dir " + root + ": " + reason(failure) + REMEDY, failure);
  }

  /** In words, why a file could not be used: its name and what the system says of it. */
  static String reason(IOException failure) {
    if (failure instanceof NotDirectoryException) {
      return failure.getMessage() + " is a file, and a folder is needed there";
    }
    if (failure instanceof FileSystemException file) {
      String why = file.getReason() == null ? file.getClass().getSimpleName() : file.getReason();
      return file.getFile() + ": " + why;
    }
    return failure instanceof CharacterCodingException
        ? "it is no UTF-8 text"
        : String.valueOf(failure.getMessage());
  }
}
