package io.drover.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Requests as files of a folder, which get their name once they are whole. */
final class FolderRequests implements Requests {
  private static final Logger LOG = LoggerFactory.getLogger(FolderRequests.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SUFFIX = ".json";

  private final Path folder;

  FolderRequests(Path folder) {
    this.folder = folder;
  }

  @Override
  public String submit(ObjectNode request) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, OwnerOnly.FOLDER);
    }
    Path draft = Files.createTempFile(folder, ".request", null, OwnerOnly.FILE);
    Files.write(draft, JSON.writeValueAsBytes(request));
    String unique = draft.getFileName().toString().replaceAll("\\D", "");
    String name = String.format("%015d-%s", System.currentTimeMillis(), unique);
    Files.move(draft, folder.resolve(name + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
    return name;
  }

  @Override
  public Map<String, ObjectNode> pending() throws IOException {
    Map<String, ObjectNode> requests = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(FolderRequests::isWhole).toList()) {
        ObjectNode request = read(file);
        if (request != null) {
          requests.put(file.getFileName().toString().replace(SUFFIX, ""), request);
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

  /** A file that is no request is put aside, so that it is said once. */
  private static ObjectNode read(Path file) throws IOException {
    try {
      if (JSON.readTree(file.toFile()) instanceof ObjectNode request) {
        return request;
      }
    } catch (NoSuchFileException e) {
      return null;
    } catch (JsonProcessingException e) {
      LOG.warn("{}: {}", file, e.getOriginalMessage());
    }
    LOG.warn("{} is no request of a drover command; it is renamed to end with .unreadable", file);
    Files.move(
        file,
        file.resolveSibling(file.getFileName() + ".unreadable"),
        StandardCopyOption.REPLACE_EXISTING);
    return null;
  }

  @Override
  public void end(String name) throws IOException {
    Files.deleteIfExists(folder.resolve(name + SUFFIX));
  }
}
