package io.drover.chaos;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Uploads, and which versions MinIO said it has. Thread-safe. */
final class AnsweredUploads {
  private final S3Client s3;
  private final Map<ObjectVersion, Instant> answered = new ConcurrentHashMap<>();
  private final AtomicInteger refused = new AtomicInteger();
  private final ReadWriteLock gate = new ReentrantReadWriteLock();

  AnsweredUploads(S3Client s3) {
    this.s3 = s3;
  }

  /** Lets none be made until it is done. */
  void hold(Runnable meanwhile) {
    gate.writeLock().lock();
    try {
      meanwhile.run();
    } finally {
      gate.writeLock().unlock();
    }
  }

  /** One that is not answered, as MinIO is away, may be there all the same. */
  void put(Upload upload) {
    gate.readLock().lock();
    try {
      String version =
          s3.putObject(
                  b ->
                      b.bucket(ChaosRoute.BUCKET)
                          .key(upload.key())
                          .contentType(upload.contentType()),
                  RequestBody.fromString("the same bytes each time"))
              .versionId();
      answered.put(new ObjectVersion(upload.key(), version), Instant.now());
    } catch (SdkException | UncheckedIOException e) { // as the SDK has it, of one cut off early
      refused.incrementAndGet();
    } finally {
      gate.readLock().unlock();
    }
  }

  /** How many had no good answer. */
  int refused() {
    return refused.get();
  }

  /** One that is missed, with when it was answered, in the time of the report. */
  String described(ObjectVersion version, Instant begin) {
    Instant at = answered.get(version);
    String when = at == null ? "not answered" : Duration.between(begin, at).toMillis() + " ms";
    return version.key() + " " + version.versionId() + " at " + when;
  }

  /** When one was answered, or null. */
  Instant at(ObjectVersion version) {
    return answered.get(version);
  }
}
