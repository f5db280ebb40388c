package io.drover.bucket;

import org.apache.camel.Processor;

/** Has what listening to MinIO and sweeps find; both are the companion of its messages. */
final class MinioConsumer extends BucketConsumer {
  MinioConsumer(BucketEndpoint endpoint, Processor processor) {
    super(endpoint, processor);
  }

  @Override
  protected void doStart() throws Exception {
    SweepOptions sweep = getEndpoint().getSweep();
    if (!sweep.hasStore()) {
      throw new IllegalArgumentException(
          "bucket:minio needs the option store: an ObjectStore with endpoint, accessKey and"
              + " secretKey");
    }
    if (!getEndpoint().isListen() && sweep.getSweepSeconds() <= 0) {
      throw new IllegalArgumentException(
          "bucket:minio with listen=false and sweepSeconds=0 would find nothing; set one of them");
    }
    super.doStart();
  }
}
