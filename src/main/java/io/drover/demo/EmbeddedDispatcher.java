package io.drover.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The mock server's store of objects, with what it lacks beside: discovery, access reviews,
 * server-side apply, generateName for all kinds, preconditions of a delete, and a Status as the
 * body of every error. One request at a time, watches aside.
 */
final class EmbeddedDispatcher extends KubernetesCrudDispatcher {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RIGHTS =
      "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews"; // all are had

  private final AtomicLong generated = new AtomicLong();

  @Override
  public synchronized MockResponse dispatch(RecordedRequest request) {
    String path = withoutQuery(request.getPath());
    if (request.method() == HttpMethod.GET) {
      JsonNode discovered = Kinds.discover(path);
      if (discovered != null) {
        return json(200, discovered);
      }
    }
    String body = request.getUtf8Body();
    try {
      return switch (request.method()) {
        case POST -> create(request, body);
        case PATCH -> patch(request, path, body);
        case DELETE -> delete(request, path, body);
        default -> store(request, request.method(), request.getPath(), body);
      };
    } catch (IOException e) {
      return status(400, "BadRequest", e.getMessage());
    }
  }

  private MockResponse create(RecordedRequest request, String body) throws IOException {
    ObjectNode object = (ObjectNode) JSON.readTree(body);
    if (request.getPath().startsWith(RIGHTS)) {
      object.putObject("status").put("allowed", true);
      return json(201, object);
    }
    ObjectNode metadata = object.withObjectProperty("metadata");
    if (!metadata.has("name") && metadata.has("generateName")) {
      metadata.put(
          "name",
          metadata.get("generateName").asText()
              + String.format("%05d", generated.incrementAndGet()));
    }
    return store(request, HttpMethod.POST, request.getPath(), object.toString());
  }

  private MockResponse patch(RecordedRequest request, String path, String body) throws IOException {
    String type = request.getHeader("Content-Type");
    if (type == null || !type.startsWith("application/apply-patch")) {
      return store(request, HttpMethod.PATCH, request.getPath(), body);
    }
    ObjectNode applied = (ObjectNode) JSON.readTree(body);
    String manager = parameter(request.getPath(), "fieldManager");
    String uid = applied.at("/metadata/uid").asText();
    JsonNode version = ((ObjectNode) applied.get("metadata")).remove("resourceVersion");
    MockResponse found = handleGet(path);
    if (found.code() == 404) {
      if (!uid.isEmpty()) {
        return status(409, "Conflict", "uid mismatch: no object with uid " + uid + " was found");
      }
      ObjectNode bare = applied.deepCopy();
      ObjectNode created = ServerSideApply.merge(bare, applied, manager);
      String collection = path.substring(0, path.lastIndexOf('/'));
      return store(request, HttpMethod.POST, collection, created.toString());
    }
    ObjectNode live = (ObjectNode) JSON.readTree(found.getBody().getBytes());
    if (!uid.isEmpty() && !uid.equals(live.at("/metadata/uid").asText())) {
      return status(409, "Conflict", "uid mismatch: the object has another uid than " + uid);
    }
    if (version != null && !version.equals(live.at("/metadata/resourceVersion"))) {
      return status(409, "Conflict", "the object has been modified");
    }
    boolean force = "true".equals(parameter(request.getPath(), "force"));
    if (!force && !ServerSideApply.isManagedBy(live, manager)) {
      return status(409, "Conflict", "its fields have another manager");
    }
    ObjectNode merged = ServerSideApply.merge(live, applied, manager);
    return merged.equals(live)
        ? json(200, live)
        : store(request, HttpMethod.PUT, path, merged.toString());
  }

  private MockResponse delete(RecordedRequest request, String path, String body)
      throws IOException {
    MockResponse found = handleGet(path);
    if (found.code() == 404) {
      return found;
    }
    JsonNode live = JSON.readTree(found.getBody().getBytes());
    JsonNode options = body == null || body.isEmpty() ? live : JSON.readTree(body);
    String uid = options.at("/preconditions/uid").asText();
    if (!uid.isEmpty() && !uid.equals(live.at("/metadata/uid").asText())) {
      return status(409, "Conflict", "the precondition on the uid does not hold");
    }
    return store(request, HttpMethod.DELETE, path, "");
  }

  /** Has the mock server's store answer, and its errors say what an API server's say. */
  private MockResponse store(RecordedRequest request, HttpMethod method, String path, String body) {
    Buffer content = new Buffer((body == null ? "" : body).getBytes(StandardCharsets.UTF_8));
    MockResponse response =
        super.dispatch(
            new RecordedRequest(
                request.getHttpVersion(), method, path, request.getHeaders(), content));
    if (response.code() < 400) {
      return response;
    }
    String message = message(response.getBody()).orElse(method + " " + path);
    String reason =
        switch (response.code()) {
          case 404 -> "NotFound";
          case 409 -> method == HttpMethod.POST ? "AlreadyExists" : "Conflict";
          case 422 -> "Invalid";
          default -> "BadRequest";
        };
    return status(response.code(), reason, message);
  }

  private static Optional<String> message(Buffer body) {
    try {
      JsonNode status = body == null ? null : JSON.readTree(body.getBytes());
      return Optional.ofNullable(status).map(s -> s.path("message").asText(null));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static MockResponse status(int code, String reason, String message) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("kind", "Status").put("apiVersion", "v1").put("status", "Failure");
    status.put("message", message).put("reason", reason).put("code", code);
    return json(code, status);
  }

  private static MockResponse json(int code, JsonNode body) {
    return new MockResponse()
        .setResponseCode(code)
        .setHeader("Content-Type", "application/json")
        .setBody(body.toString());
  }

  private static String withoutQuery(String path) {
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }

  private static String parameter(String path, String name) {
    Matcher matcher = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(path);
    return matcher.find() ? matcher.group(1) : "";
  }
}
