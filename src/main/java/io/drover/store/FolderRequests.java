package io.drover.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Requests as files of a folder, which get their name once they are whole and on disk. */
final class FolderRequests implements Requests {
  private static final Logger LOG = LoggerFactory.getLogger(FolderRequests.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SUFFIX = ".json";

  private final Path folder;
  private final AppendFile.Opener opener;

  FolderRequests(Path folder, AppendFile.Opener opener) {
    this.folder = folder;
    this.opener = opener;
  }

  @Override
  public String submit(ObjectNode request) throws IOException {
    OwnerOnly.makeFolder(folder, opener);
    Instant now = Instant.now();
    String name =
        String.format("%012d%09d-%s", now.getEpochSecond(), now.getNano(), UUID.randomUUID());
    Path draft = folder.resolve("." + name);
    try {
      try (AppendFile file = new AppendFile(opener.open(draft), 0)) {
        file.append(JSON.writeValueAsBytes(request));
        file.force();
      }
      Files.move(draft, file(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(draft);
      throw e;
    }
    opener.forceFolder(folder);
    return name;
  }

  private Path file(String name) {
    return folder.resolve(name + SUFFIX);
  }

  @Override
  public Map<String, ObjectNode> pending() throws IOException {
    Map<String, ObjectNode> requests = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(FolderRequests::isWhole).toList()) {
        ObjectNode request = read(file);
        if (request != null) {
          String name = file.getFileName().toString();
          requests.put(name.substring(0, name.length() - SUFFIX.length()), request);
        }
      }
    } catch (NoSuchFileException e) {
      return requests;
    }
    return requests;
  }

  private static boolean isWhole(Path file) {
    String name = file.getFileName().toString();
    return !name.startsWith(".") && name.endsWith(SUFFIX);
  }

  /** A file that is no request is put aside, so that it is said once and stands in nobody's way. */
  private static ObjectNode read(Path file) throws IOException {
    String found;
    try {
      if (JSON.readTree(Files.readAllBytes(file)) instanceof ObjectNode request) {
        return request;
      }
      found = "no JSON object";
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      found = e.toString();
    }
    LOG.warn(
        "{} is no request of a drover command ({}); it is renamed to end with .unreadable",
        file,
        found);
    Files.move(
        file,
        file.resolveSibling(file.getFileName() + ".unreadable"),
        StandardCopyOption.REPLACE_EXISTING);
    return null;
  }

  /** The lock of the store has seen to it. */
  @Override
  public boolean claim(String name) {
    return true;
  }

  @Override
  public void end(String name) throws IOException {
    if (Files.deleteIfExists(file(name))) {
      opener.forceFolder(folder);
    }
  }
}
