package io.drover.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Posts notifications as MinIO does. */
public final class WebhookSender {
  private static final Path FIXTURES = Path.of("src/test/resources/fixtures/bucket");
  private static final ObjectMapper JSON = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI address;
  private final String token;

  WebhookSender(URI address, String token) {
    this.address = address;
    this.token = token;
  }

  HttpResponse<String> post(String body) throws IOException, InterruptedException {
    return post(body.getBytes(StandardCharsets.UTF_8));
  }

  HttpResponse<String> post(byte[] body) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return http.send(
        request.POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** What MinIO sent for the upload of a GIF, with another key and a time of its own. */
  public static String upload(String key, long sequencer) throws IOException {
    ObjectNode message =
        (ObjectNode)
            JSON.readTree(Files.readString(FIXTURES.resolve("minio-webhook-put-gif.json")));
    message.put("Key", "acme/" + key);
    ObjectNode record = (ObjectNode) message.at("/Records/0");
    ((ObjectNode) record.at("/s3/bucket")).put("name", "acme");
    ((ObjectNode) record.at("/s3/object"))
        .put("key", URLEncoder.encode(key, StandardCharsets.UTF_8))
        .put("sequencer", String.format("%016X", sequencer));
    return message.toString();
  }
}
