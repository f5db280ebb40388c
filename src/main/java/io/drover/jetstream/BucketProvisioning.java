package io.drover.jetstream;

import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the stream of a bucket, and changes what may be changed. Doing it again changes nothing.
 *
 * @param bucket its name
 * @param replicas how many servers keep each record, or 0 for as it is, else one
 * @param maxAge how long a record is kept, or zero for ever
 */
record BucketProvisioning(String bucket, int replicas, Duration maxAge) {
  private static final Logger LOG = LoggerFactory.getLogger(BucketProvisioning.class);

  /** As all buckets' streams are called. */
  String stream() {
    return "KV_" + bucket;
  }

  /** Before the keys of all buckets. */
  String subjectPrefix() {
    return "$KV." + bucket + ".";
  }

  /**
   * @throws MismatchException if it is there, and is not to be used as it is
   */
  void run(JetStreamManagement management) throws IOException, JetStreamApiException {
    try {
      adapt(management, management.getStreamInfo(stream()).getConfiguration());
    } catch (JetStreamApiException e) {
      if (e.getApiErrorCode() != ApiRefusal.STREAM_NOT_FOUND) {
        throw e;
      }
      make(management);
    }
  }

  private void make(JetStreamManagement management) throws IOException, JetStreamApiException {
    StreamConfiguration wanted =
        StreamConfiguration.builder()
            .name(stream())
            .subjects(subjectPrefix() + ">")
            .description("Records of Drover")
            .storageType(StorageType.File)
            .maxMessagesPerSubject(1)
            .discardPolicy(DiscardPolicy.New)
            .maxAge(maxAge)
            .replicas(Math.max(1, replicas))
            .allowRollup(true)
            .denyDelete(true)
            .build();
    try {
      management.addStream(wanted);
      LOG.info("Made the bucket {} in NATS JetStream", bucket);
    } catch (JetStreamApiException e) {
      if (e.getApiErrorCode() != ApiRefusal.ALREADY_THERE) { // another process made it meanwhile
        throw e;
      }
    }
  }

  private void adapt(JetStreamManagement management, StreamConfiguration is)
      throws IOException, JetStreamApiException {
    String difference = difference(is);
    if (difference != null) {
      throw new MismatchException(
          "the bucket "
              + bucket
              + " cannot be used: "
              + difference
              + "; set drover.store to another name, or remove the bucket if nothing needs it");
    }
    if (replicas > 0 && is.getReplicas() != replicas) {
      management.updateStream(StreamConfiguration.builder(is).replicas(replicas).build());
      LOG.info("The bucket {} has {} replicas from now on", bucket, replicas);
    }
  }

  private String difference(StreamConfiguration is) {
    if (is.getStorageType() != StorageType.File) {
      return "it is in memory, and has to be in files";
    }
    if (is.getMaxMsgsPerSubject() != 1) {
      return "its history is " + is.getMaxMsgsPerSubject() + ", and has to be 1";
    }
    if (!is.getMaxAge().equals(maxAge)) {
      return "it drops values after " + is.getMaxAge() + ", and " + wantedAge();
    }
    if (is.getRetentionPolicy() != RetentionPolicy.Limits || is.getMirror() != null) {
      return "its stream is not that of a bucket that is written to";
    }
    if (is.getDenyPurge()) {
      return "it does not allow its values to be purged";
    }
    return isDropping(is) ? "it drops old values for new ones" : null;
  }

  private String wantedAge() {
    return maxAge.isZero() ? "has to keep them" : "has to do so after " + maxAge;
  }

  private static boolean isDropping(StreamConfiguration is) {
    return is.getDiscardPolicy() == DiscardPolicy.Old
        && (is.getMaxMsgs() > 0 || is.getMaxBytes() > 0);
  }
}
