package io.drover.bucket;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.bucket.FolderScan.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import org.apache.tika.Tika;

/** Describes a file as the S3 event record of its upload, or of its end. */
final class FolderObject {
  static final String REMOVED = "s3:ObjectRemoved:Delete";

  private final Tika tika = new Tika();
  private final Path folder;

  FolderObject(Path folder) {
    this.folder = folder;
  }

  /**
   * The notification of a file {@code FOLDER/BUCKET/KEY}.
   *
   * @throws IOException if the file cannot be read
   */
  Notification created(Version version) throws IOException {
    String time = time(version.modifiedNanos()).truncatedTo(ChronoUnit.MILLIS).toString();
    ObjectNode event = event(version, "s3:ObjectCreated:Put", time);
    ((ObjectNode) event.at("/s3/object"))
        .put("size", version.size())
        .put("eTag", md5(version.file()))
        .put("contentType", tika.detect(version.file()))
        .put("sequencer", sequencer(version.modifiedNanos()));
    return new Notification(List.of(event), null);
  }

  /**
   * The notification of a file that is gone.
   *
   * @param finishedNanos when its last state was finished, which tells this removal from others
   */
  Notification removed(Version version, long finishedNanos) {
    String time = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    ObjectNode event = event(version, REMOVED, time);
    ((ObjectNode) event.at("/s3/object")).put("sequencer", sequencer(finishedNanos));
    return new Notification(List.of(event), null);
  }

  private ObjectNode event(Version version, String name, String time) {
    Path path = folder.relativize(version.file());
    String bucket = path.getName(0).toString();
    String key = path.subpath(1, path.getNameCount()).toString().replace('\\', '/');
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("eventVersion", "2.0");
    event.put("eventSource", Notification.FOLDER);
    event.put("awsRegion", "");
    event.put("eventTime", time);
    event.put("eventName", name);
    ObjectNode s3 = event.putObject("s3");
    s3.put("s3SchemaVersion", "1.0");
    s3.putObject("bucket").put("name", bucket).put("arn", "arn:aws:s3:::" + bucket);
    s3.putObject("object").put("key", key);
    return event;
  }

  private static String sequencer(long nanos) {
    return String.format("%016X", nanos);
  }

  private static Instant time(long nanos) {
    return Instant.EPOCH.plusNanos(nanos);
  }

  /** As S3 makes the eTag of an object uploaded in one piece. */
  private static String md5(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
