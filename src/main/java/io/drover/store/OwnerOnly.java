package io.drover.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The permissions that files and folders of a store are made with: what they hold, events carry.
 */
final class OwnerOnly {
  static final FileAttribute<Set<PosixFilePermission>> FILE = attribute("rw-------");
  static final FileAttribute<Set<PosixFilePermission>> FOLDER = attribute("rwx------");

  private OwnerOnly() {}

  private static FileAttribute<Set<PosixFilePermission>> attribute(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  /** Makes a folder and those above it, as far as they are missing; on disk when it returns. */
  static void makeFolder(Path folder, AppendFile.Opener opener) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.toAbsolutePath().getParent();
    makeFolder(parent, opener);
    Files.createDirectories(folder, FOLDER);
    opener.forceFolder(parent);
  }
}
