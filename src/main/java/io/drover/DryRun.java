package io.drover;

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
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
  private static final String QUESTIONS = "/apis/authorization.k8s.io/";

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    URI uri = request.uri();
    if (READS.contains(request.method()) || uri.getPath().startsWith(QUESTIONS)) {
      return;
    }
    String added = "dryRun=All";
    if (!request.method().equals("DELETE")) {
      added += "&fieldValidation=Strict";
    }
    String text = uri.toString();
    builder.uri(URI.create(text + (uri.getRawQuery() == null ? "?" : "&") + added));
  }
}
