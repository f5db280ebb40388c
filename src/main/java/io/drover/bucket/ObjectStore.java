package io.drover.bucket;

import io.drover.bucket.ObjectPage.Cursor;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLContext;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * An object store and an account there. A bean of this class gives a bucket source what
 * notifications lack: content types, and by listing the uploads that were not told. One without
 * endpoint, region and keys is none. Thread-safe once it is used.
 */
public final class ObjectStore {
  private String endpoint = "";
  private String region = "";
  private String accessKey = "";
  private String accessKeyFile = "";
  private String secretKey = "";
  private String secretKeyFile = "";
  private String caFile = "";
  private Boolean pathStyle;
  private String server = "auto";
  private S3Requests requests;

  /** Whether anything is set that tells which store it is. */
  public boolean isConfigured() {
    return !(endpoint.isBlank() && region.isBlank() && accessKey.isBlank())
        || !accessKeyFile.isBlank();
  }

  /** What a bucket is like now, and the store's time. */
  BucketState look(String bucket) {
    return requests().look(bucket);
  }

  /**
   * A part of the list of objects.
   *
   * @param state of the bucket
   * @param prefix of the keys
   * @param from where it begins, {@link Cursor#BEGINNING} at first
   */
  ObjectPage list(String bucket, BucketState state, String prefix, Cursor from) {
    return requests().list(bucket, state, prefix, from);
  }

  /**
   * The content type of an object, or null if the object is not there; takes some five seconds at
   * most.
   *
   * @param version null for the latest
   */
  String contentType(String bucket, String key, String version) {
    return requests().contentType(bucket, key, version);
  }

  /** Makes the clients at the first use, when all is set. */
  private synchronized S3Requests requests() {
    if (requests == null) {
      requests = new S3Requests(this);
    }
    return requests;
  }

  AwsCredentialsProvider credentials() {
    return StoreCredentials.of(accessKey, accessKeyFile, secretKey, secretKeyFile);
  }

  /** What else than the usual authorities vouches for the store; null for nothing. */
  SSLContext tls() {
    return caFile.isBlank() ? null : StoreTrust.context(caFile);
  }

  /** Null for that of AWS. */
  URI address() {
    if (endpoint.isBlank()) {
      return null;
    }
    URI address = URI.create(endpoint.contains("://") ? endpoint : "https://" + endpoint);
    if (address.getHost() == null) {
      throw new IllegalArgumentException(
          "endpoint=" + endpoint + " is no address such as http://minio:9000");
    }
    return address;
  }

  /** In words for a message. */
  @Override
  public String toString() {
    URI address = address();
    return address == null
        ? "S3 in region " + region
        : address.getScheme() + "://" + address.getAuthority().replaceFirst(".*@", "");
  }

  String getRegion() {
    return region;
  }

  String getCaFile() {
    return caFile;
  }

  /** Whether the bucket stands in the path of addresses, and not in the name of the host. */
  boolean isPathStyle() {
    return pathStyle == null ? !endpoint.isBlank() : pathStyle;
  }

  /** Whether it is MinIO, as far as the options or a header {@code Server} tell. */
  boolean isMinio(String serverHeader) {
    return server.equals("auto")
        ? serverHeader.toLowerCase(Locale.ROOT).startsWith("minio")
        : server.equals("minio");
  }

  /** The address of the store; that of AWS in the region if there is none. */
  public void setEndpoint(String endpoint) {
    this.endpoint = endpoint;
  }

  public void setRegion(String region) {
    this.region = region;
  }

  public void setAccessKey(String accessKey) {
    this.accessKey = accessKey;
  }

  /** A file that holds the access key. */
  public void setAccessKeyFile(String accessKeyFile) {
    this.accessKeyFile = accessKeyFile;
  }

  public void setSecretKey(String secretKey) {
    this.secretKey = secretKey;
  }

  /** A file that holds the secret key. */
  public void setSecretKeyFile(String secretKeyFile) {
    this.secretKeyFile = secretKeyFile;
  }

  /** A file of PEM certificates that vouch for the store's. */
  public void setCaFile(String caFile) {
    this.caFile = caFile;
  }

  /** If not set, true with an endpoint. */
  public void setPathStyle(Boolean pathStyle) {
    this.pathStyle = pathStyle;
  }

  /**
   * {@code minio}, {@code other}, or {@code auto} to tell by the header {@code Server}, which a
   * proxy may have changed.
   */
  public void setServer(String server) {
    if (!Set.of("auto", "minio", "other").contains(server)) {
      throw new IllegalArgumentException("server=" + server + ": it is auto, minio or other");
    }
    this.server = server;
  }
}
