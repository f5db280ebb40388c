package io.drover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;
import java.util.Set;

/**
 * Makes every write a <a
 * href="https://kubernetes.io/docs/reference/using-api/api-concepts/#dry-run">dry run</a>, with
 * fields that are unknown or stand twice refused.
 */
final class DryRun implements Interceptor {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
  private static final String QUESTIONS = "/apis/authorization.k8s.io/";

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    URI uri = request.uri();
    if (READS.contains(request.method()) || uri.getPath().startsWith(QUESTIONS)) {
      return;
    }
    if (request.method().equals("DELETE") && request.bodyString() != null) {
      optionsInBody(builder, request.bodyString());
    }
    String added = "dryRun=All";
    if (!request.method().equals("DELETE")) {
      added += "&fieldValidation=Strict";
    }
    String text = uri.toString();
    builder.uri(URI.create(text + (uri.getRawQuery() == null ? "?" : "&") + added));
  }

  /** Of a delete with options in its body the API server does not read those of the query. */
  private static void optionsInBody(BasicBuilder builder, String body) {
    if (!(builder instanceof HttpRequest.Builder whole)) {
      throw new IllegalStateException("a delete that cannot be made a dry run is not sent");
    }
    try {
      ObjectNode options = (ObjectNode) JSON.readTree(body);
      options.putArray("dryRun").add("All");
      whole.method("DELETE", "application/json", options.toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a delete whose options cannot be read is not sent", e);
    }
  }
}
