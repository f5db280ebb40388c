package io.drover.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A Kubernetes API that answers the submission of a Workflow as a case says. */
final class ScriptedApi implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<String> requests = new ArrayList<>();
  private final JsonNode script;
  private final HttpServer server;
  private JsonNode submitted;

  ScriptedApi(JsonNode script) throws IOException {
    this.script = script;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
    if (script.path("connection").asText().equals("refused")) {
      server.stop(0);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** The requests until now, as in {@code POST /apis/...}. */
  synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      note(exchange.getRequestMethod() + " " + path);
      if (path.endsWith("selfsubjectaccessreviews")) {
        JsonNode review = JSON.readTree(exchange.getRequestBody());
        boolean may = script.path("may").asBoolean();
        ((ObjectNode) review).putObject("status").put("allowed", may);
        send(exchange, 201, review.toString());
      } else if (exchange.getRequestMethod().equals("POST")) {
        submitted = JSON.readTree(exchange.getRequestBody());
        answer(exchange);
      } else {
        existing(exchange);
      }
    }
  }

  private synchronized void note(String request) {
    requests.add(request);
  }

  private void answer(HttpExchange exchange) throws IOException {
    int status = script.path("status").asInt();
    switch (script.path("connection").asText()) {
      case "closed" -> {}
      case "silent" -> awaitClose();
      default -> {
        script
            .path("headers")
            .properties()
            .forEach(h -> exchange.getResponseHeaders().set(h.getKey(), h.getValue().asText()));
        JsonNode body = script.get("body");
        String text = status == 201 ? submitted.toString() : status(status).toString();
        send(exchange, status, body == null ? text : body.asText());
      }
    }
  }

  private void awaitClose() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ObjectNode status(int code) {
    ObjectNode status = JSON.createObjectNode();
    status.put("kind", "Status").put("apiVersion", "v1").put("status", "Failure");
    status.put("message", script.path("message").asText("as the case says")).put("code", code);
    status.put("reason", script.path("reason").asText());
    ObjectNode details = status.putObject("details");
    if (script.has("retryAfterSeconds")) {
      details.set("retryAfterSeconds", script.get("retryAfterSeconds"));
    }
    script
        .path("causes")
        .forEach(cause -> details.withArray("causes").addObject().put("reason", cause.asText()));
    return status;
  }

  private void existing(HttpExchange exchange) throws IOException {
    switch (script.path("existing").asText()) {
      case "ours" -> send(exchange, 200, submitted.toString());
      case "foreign" -> {
        ObjectNode foreign = submitted.deepCopy();
        ((ObjectNode) foreign.at("/metadata/annotations")).put("drover.io/event-id", "another");
        send(exchange, 200, foreign.toString());
      }
      default -> send(exchange, 404, status(404).toString());
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
