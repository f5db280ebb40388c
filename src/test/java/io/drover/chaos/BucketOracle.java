package io.drover.chaos;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;

/** What MinIO says was uploaded. */
final class BucketOracle {
  private final S3Client s3;

  BucketOracle(S3Client s3) {
    this.s3 = s3;
  }

  /** Every version under the route's prefix. */
  List<StoredObject> versions() {
    List<StoredObject> all = new ArrayList<>();
    for (ListObjectVersionsResponse page :
        s3.listObjectVersionsPaginator(
            b -> b.bucket(ChaosRoute.BUCKET).prefix(ChaosRoute.PREFIX))) {
      page.versions().forEach(v -> all.add(stored(v.key(), v.versionId())));
    }
    return all;
  }

  private StoredObject stored(String key, String versionId) {
    String contentType =
        s3.headObject(b -> b.bucket(ChaosRoute.BUCKET).key(key).versionId(versionId)).contentType();
    return new StoredObject(new ObjectVersion(key, versionId), contentType);
  }
}
