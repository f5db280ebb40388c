package io.drover.bucket;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.TreeSet;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/**
 * The request for what happens in a bucket, signed.
 *
 * @param bucket its name
 * @param prefix of the keys
 * @param suffix of the keys
 * @param events names, which are sent in alphabetical order: the server signs them as they come
 */
record ListenRequest(String bucket, String prefix, String suffix, List<String> events) {
  static final int PING_SECONDS = 2;

  /**
   * With the events that all who listen to a bucket ask for, and what else a route wants. MinIO
   * makes listeners deaf when another one leaves that asked for other events.
   */
  static ListenRequest of(String bucket, String prefix, String suffix, List<String> wanted) {
    TreeSet<String> events = new TreeSet<>(List.of("s3:ObjectCreated:*", "s3:ObjectRemoved:*"));
    wanted.stream()
        .filter(name -> !name.equals("s3:*"))
        .filter(name -> !name.startsWith("s3:ObjectCreated:"))
        .filter(name -> !name.startsWith("s3:ObjectRemoved:"))
        .filter(name -> !"s3:ObjectCreated:".startsWith(name.replace("*", "")))
        .filter(name -> !"s3:ObjectRemoved:".startsWith(name.replace("*", "")))
        .forEach(events::add);
    return new ListenRequest(bucket, accepted(prefix), whole(suffix), List.copyOf(events));
  }

  /** The longest beginning that MinIO accepts; what it lets through too much is left out later. */
  private static String accepted(String prefix) {
    StringBuilder accepted = new StringBuilder();
    for (String segment : prefix.split("(?<=/)", -1)) {
      String name = segment.replace("/", "");
      if (name.equals(".") || name.equals("..") || name.contains("\\")) {
        break;
      }
      accepted.append(segment);
    }
    return accepted.toString();
  }

  private static String whole(String suffix) {
    return accepted(suffix).equals(suffix) ? suffix : "";
  }

  HttpRequest signed(ObjectStore store, AwsCredentialsProvider credentials) {
    SdkHttpRequest unsigned = unsigned(store.address());
    String region = store.getRegion().isBlank() ? "us-east-1" : store.getRegion();
    SignedRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                r ->
                    r.identity(credentials.resolveCredentials())
                        .request(unsigned)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false));
    HttpRequest.Builder request = HttpRequest.newBuilder(signed.request().getUri());
    signed
        .request()
        .forEachHeader(
            (name, values) -> {
              if (!name.equalsIgnoreCase("Host")) { // which the client sets by the address
                values.forEach(value -> request.header(name, value));
              }
            });
    return request.GET().build();
  }

  private SdkHttpRequest unsigned(URI address) {
    SdkHttpFullRequest.Builder request =
        SdkHttpFullRequest.builder()
            .method(SdkHttpMethod.GET)
            .uri(address)
            .encodedPath("/" + bucket)
            .putRawQueryParameter("events", events)
            .putRawQueryParameter("ping", String.valueOf(PING_SECONDS));
    if (!prefix.isEmpty()) {
      request.putRawQueryParameter("prefix", prefix);
    }
    if (!suffix.isEmpty()) {
      request.putRawQueryParameter("suffix", suffix);
    }
    return request.build();
  }
}
