package io.drover.bucket;

import io.drover.bucket.ObjectPage.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The requests to an object store, each made once: who asks decides about another. Thread-safe. */
final class S3Requests {
  private static final Duration CONNECTING = Duration.ofSeconds(2);

  /** The first byte of a part of a large listing may take its time. */
  private static final Duration LISTING = Duration.ofSeconds(30);

  private static final Duration LOOKING = Duration.ofSeconds(3);

  /** What stores answer that have no versions, or do not tell whether they have. */
  private static final Set<Integer> UNKNOWN = Set.of(400, 403, 405, 501);

  private static final Comparator<ListedObject> OLDEST_FIRST =
      Comparator.comparing(ListedObject::modified);

  private final ObjectStore store;
  private final S3Client listing;
  private final S3Client looking;

  S3Requests(ObjectStore store) {
    this.store = store;
    listing = client(store, LISTING);
    looking = client(store, LOOKING);
  }

  private static S3Client client(ObjectStore store, Duration timeout) {
    UrlConnectionHttpClient.Builder http =
        UrlConnectionHttpClient.builder().connectionTimeout(CONNECTING).socketTimeout(timeout);
    if (!store.getCaFile().isBlank()) {
      http.tlsTrustManagersProvider(() -> StoreTrust.managers(store.getCaFile()));
    }
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(http)
            .forcePathStyle(store.isPathStyle())
            .credentialsProvider(store.credentials())
            .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()));
    if (store.address() != null) {
      builder.endpointOverride(store.address());
    }
    if (!store.getRegion().isBlank() || store.address() != null) {
      String region = store.getRegion().isBlank() ? "us-east-1" : store.getRegion();
      builder.region(Region.of(region));
    }
    return builder.build();
  }

  BucketState look(String bucket) {
    String doing = "looking at bucket " + bucket;
    try {
      GetBucketVersioningResponse found = listing.getBucketVersioning(b -> b.bucket(bucket));
      boolean isVersioned =
          found.status() == BucketVersioningStatus.ENABLED
              || found.status() == BucketVersioningStatus.SUSPENDED;
      return state(name -> found.sdkHttpResponse().firstMatchingHeader(name), isVersioned);
    } catch (AwsServiceException e) {
      if (UNKNOWN.contains(e.statusCode())) {
        return state(name -> StoreFailure.header(e, name), listsVersions(bucket));
      }
      throw StoreFailure.of(e, doing, store.toString(), "s3:GetBucketVersioning");
    } catch (SdkException e) {
      throw StoreFailure.of(e, doing, store.toString(), "s3:GetBucketVersioning");
    }
  }

  /** If it does, that is right for every bucket: one without versions lists them as null. */
  private boolean listsVersions(String bucket) {
    try {
      return listing.listObjectVersions(b -> b.bucket(bucket).maxKeys(1)) != null;
    } catch (SdkException e) {
      return false; // what else is wrong the next request tells
    }
  }

  /** What the headers of an answer tell. */
  @FunctionalInterface
  private interface Headers {
    Optional<String> first(String name);
  }

  private BucketState state(Headers headers, boolean isVersioned) {
    Instant now = headers.first("Date").map(S3Requests::time).orElseGet(Instant::now);
    return new BucketState(now, store.isMinio(headers.first("Server").orElse("")), isVersioned);
  }

  private static Instant time(String date) {
    try {
      return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
    } catch (DateTimeParseException e) {
      return Instant.now();
    }
  }

  ObjectPage list(String bucket, BucketState state, String prefix, Cursor from) {
    return asking(
        "listing s3://" + bucket + "/" + prefix,
        state.isVersioned() ? "s3:ListBucketVersions" : "s3:ListBucket",
        () ->
            state.isVersioned()
                ? versions(bucket, state, prefix, from)
                : objects(bucket, state, prefix, from));
  }

  private ObjectPage objects(String bucket, BucketState state, String prefix, Cursor from) {
    ListObjectsV2Response page =
        listing.listObjectsV2(
            b ->
                b.bucket(bucket)
                    .prefix(prefix)
                    .encodingType(EncodingType.URL)
                    .continuationToken(from.key()));
    Cursor next =
        Boolean.TRUE.equals(page.isTruncated())
            ? new Cursor(page.nextContinuationToken(), null)
            : null;
    Stream<ListedObject> found = page.contents().stream().map(o -> object(bucket, state, o));
    return new ObjectPage(sorted(found), next);
  }

  private ObjectPage versions(String bucket, BucketState state, String prefix, Cursor from) {
    ListObjectVersionsResponse page =
        listing.listObjectVersions(
            b ->
                b.bucket(bucket)
                    .prefix(prefix)
                    .encodingType(EncodingType.URL)
                    .keyMarker(from.key())
                    .versionIdMarker(from.version()));
    Cursor next =
        Boolean.TRUE.equals(page.isTruncated())
            ? new Cursor(page.nextKeyMarker(), page.nextVersionIdMarker())
            : null;
    Stream<ListedObject> found = page.versions().stream().map(v -> version(bucket, state, v));
    return new ObjectPage(sorted(found), next);
  }

  private static List<ListedObject> sorted(Stream<ListedObject> found) {
    return found.sorted(OLDEST_FIRST).toList();
  }

  private static ListedObject object(String bucket, BucketState state, S3Object o) {
    return new ListedObject(
        bucket, o.key(), null, tag(o.eTag()), o.size(), o.lastModified(), state.isMinio());
  }

  private static ListedObject version(String bucket, BucketState state, ObjectVersion v) {
    return new ListedObject(
        bucket, v.key(), v.versionId(), tag(v.eTag()), v.size(), v.lastModified(), state.isMinio());
  }

  private static String tag(String quoted) {
    return quoted == null ? null : quoted.replace("\"", "");
  }

  String contentType(String bucket, String key, String version) {
    return asking(
        "asking for the content type of s3://" + bucket + "/" + key,
        version == null ? "s3:GetObject" : "s3:GetObject and s3:GetObjectVersion",
        () -> {
          try {
            return looking
                .headObject(b -> b.bucket(bucket).key(key).versionId(version))
                .contentType();
          } catch (AwsServiceException e) {
            boolean isDeleted = e.statusCode() == 405; // this version is a delete marker
            if (e.statusCode() == 404 || isDeleted) {
              return null;
            }
            throw e;
          }
        });
  }

  private <T> T asking(String doing, String right, Supplier<T> request) {
    try {
      return request.get();
    } catch (SdkException e) {
      throw StoreFailure.of(e, doing, store.toString(), right);
    }
  }
}
