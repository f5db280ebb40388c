package io.drover.chaos;

import io.drover.servers.Minio;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Someone else who listens to a bucket, for other events than Drover. When one leaves that came
 * before another, MinIO may go on to ping that one and tell it nothing more.
 */
final class OtherListener implements AutoCloseable {
  private static final List<String> SET_BY_THE_CLIENT = List.of("host", "content-length");

  private final InputStream lines;

  /** Returns when MinIO tells it things. */
  OtherListener(URI minio, String bucket) throws IOException, InterruptedException {
    HttpResponse<InputStream> answer =
        HttpClient.newHttpClient()
            .send(signed(minio, bucket), HttpResponse.BodyHandlers.ofInputStream());
    lines = answer.body();
    if (answer.statusCode() != 200) {
      throw new IOException("MinIO answers " + answer.statusCode() + " to another listener");
    }
  }

  private static HttpRequest signed(URI minio, String bucket) {
    SdkHttpFullRequest request =
        SdkHttpFullRequest.builder()
            .method(SdkHttpMethod.GET)
            .uri(minio.resolve("/" + bucket))
            .putRawQueryParameter("events", "s3:ObjectRemoved:*")
            .putRawQueryParameter("ping", "1")
            .build();
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                r ->
                    r.identity(AwsCredentialsIdentity.create(Minio.user(), Minio.password()))
                        .request(request)
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
            .request();
    HttpRequest.Builder builder = HttpRequest.newBuilder(signed.getUri());
    for (Map.Entry<String, List<String>> header : signed.headers().entrySet()) {
      if (!SET_BY_THE_CLIENT.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        builder.header(header.getKey(), header.getValue().get(0));
      }
    }
    return builder.build();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
