package io.drover.jetstream;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.store.RecordJson;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A record as it is in a bucket: its value is JSON, a large one compressed. */
final class KeyValueRecord {
  private static final String KEY = "Drover-Key";
  private static final String ENCODING = "Content-Encoding";
  private static final String GZIP = "gzip";
  private static final int ADDED = 200;
  private static final int LARGE = 32 * 1_024;

  private final String bucketKey;
  private final long revision;
  private final Instant time;
  private final Headers headers;
  private final byte[] data;

  /**
   * @param headers null if there are none
   * @param data empty if it was not read
   */
  KeyValueRecord(String bucketKey, long revision, Instant time, Headers headers, byte[] data) {
    this.bucketKey = bucketKey;
    this.revision = revision;
    this.time = time;
    this.headers = headers;
    this.data = data;
  }

  /** The message that puts a record. */
  static NatsMessage message(String subjectPrefix, String key, JsonNode value) throws IOException {
    String encoded = KeyNames.encode(key);
    String bucketKey = KeyNames.bucketKey(encoded);
    byte[] data = RecordJson.bytes(value);
    Headers headers = new Headers();
    if (KeyNames.isHashed(bucketKey)) {
      headers.put(KEY, encoded);
    }
    if (data.length > LARGE) {
      data = compressed(data);
      headers.put(ENCODING, GZIP);
    }
    return NatsMessage.builder()
        .subject(subjectPrefix + bucketKey)
        .headers(headers.isEmpty() ? null : headers)
        .data(data)
        .build();
  }

  /** What a server counts of a message, with headers that are added when it is sent. */
  static long size(NatsMessage message) {
    Headers headers = message.getHeaders();
    long length = headers == null ? 0 : headers.serializedLength();
    return length + message.getData().length + ADDED;
  }

  private static byte[] compressed(byte[] data) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(data);
    }
    return bytes.toByteArray();
  }

  /** Its number in the bucket, which grows with each put of any key. */
  long revision() {
    return revision;
  }

  /** When it was put, by the server's clock. */
  Instant time() {
    return time;
  }

  String key() {
    return KeyNames.decode(KeyNames.isHashed(bucketKey) ? header(KEY) : bucketKey);
  }

  JsonNode value() throws IOException {
    if (!GZIP.equals(header(ENCODING))) {
      return RecordJson.read(data);
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(data))) {
      return RecordJson.read(in.readAllBytes());
    }
  }

  private String header(String name) {
    return headers == null ? null : headers.getFirst(name);
  }
}
