package io.drover.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * People who have Ingresses of their own, some of them of names that Drover wants, and who meddle
 * with Drover's. Knows each of theirs to the letter as they left it. Thread-safe.
 */
final class Strangers {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BY = "?fieldManager=stranger";
  private static final String DEED = "/metadata/annotations/stranger.example~1deed";

  /** What they do to an Ingress of Drover's. */
  private static final List<String> EDITS =
      List.of(
          """
          {"spec": {"rules": [{"host": "edited.example"}]}}""",
          """
          {"spec": {"tls": null, "ingressClassName": null}}""",
          """
          {"metadata": {"annotations": {"stranger.example/note": "seen"}}}""");

  private final KubernetesClient client;
  private final String path;
  private final String namespace;
  private final Map<String, JsonNode> held = new HashMap<>();
  private final Set<String> meddled = new HashSet<>();
  private int deeds;

  Strangers(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
    path = "/apis/networking.k8s.io/v1/namespaces/" + namespace + "/ingresses";
  }

  /** Makes an Ingress of their own, unless there is one of that name. */
  synchronized void take(String name, long seed) {
    if (held.containsKey(name)) {
      return;
    }
    ObjectNode ingress = ingress(name, seed);
    String deed = ingress.at(DEED).asText();
    JsonNode made = Patience.until(() -> create(name, ingress, deed));
    if (made != null) {
      held.put(name, made);
    }
  }

  private JsonNode create(String name, ObjectNode ingress, String deed)
      throws JsonProcessingException {
    try {
      return JSON.readTree(client.raw(path + BY, "POST", ingress));
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
      return madeBy(deed, name); // by an attempt whose answer was lost
    }
  }

  /** Some look a little like Drover's. */
  private ObjectNode ingress(String name, long seed) {
    ObjectNode ingress = JSON.createObjectNode();
    ingress.put("apiVersion", "networking.k8s.io/v1").put("kind", "Ingress");
    ObjectNode metadata = ingress.putObject("metadata").put("name", name);
    metadata.putObject("annotations").put("stranger.example/deed", "deed-" + ++deeds);
    if (Math.floorMod(seed, 3) == 0) {
      ObjectNode labels = metadata.putObject("labels");
      labels.put("app.kubernetes.io/managed-by", "drover");
      labels.put("app.kubernetes.io/instance", Math.floorMod(seed, 2) == 0 ? "drover" : "other");
      labels.put("drover.io/owner-uid", "00000000-0000-0000-0000-000000000000");
    }
    ingress.putObject("spec").putArray("rules").addObject().put("host", "stranger.example");
    return ingress;
  }

  /** Edits an Ingress, their own or Drover's. */
  synchronized void edit(String name, long seed) {
    JsonNode own = held.get(name);
    if (own != null) {
      change(name, own.deepCopy());
      return;
    }
    meddled.add(name);
    String edit = EDITS.get((int) Math.floorMod(seed, (long) EDITS.size()));
    PatchContext asStranger =
        new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager("stranger")
            .build();
    ifThere(
        () ->
            client
                .network()
                .v1()
                .ingresses()
                .inNamespace(namespace)
                .withName(name)
                .patch(asStranger, edit));
  }

  /**
   * With the resourceVersion that they know, so that it does nothing if somebody else was there.
   */
  private void change(String name, ObjectNode own) {
    own.withObject("/metadata/annotations").put("stranger.example/deed", "deed-" + ++deeds);
    String deed = own.at(DEED).asText();
    JsonNode changed = Patience.until(() -> replace(name, own, deed));
    if (changed != null) {
      held.put(name, changed);
    }
  }

  private JsonNode replace(String name, ObjectNode own, String deed)
      throws JsonProcessingException {
    try {
      return JSON.readTree(client.raw(path + "/" + name + BY, "PUT", own));
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT
          && e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
        throw e;
      }
      return madeBy(deed, name); // by an attempt whose answer was lost
    }
  }

  /** The Ingress of a name if that deed left it so; else null. */
  private JsonNode madeBy(String deed, String name) throws JsonProcessingException {
    String text = client.raw(path + "/" + name);
    JsonNode there = text == null ? JSON.nullNode() : JSON.readTree(text);
    return there.at(DEED).asText().equals(deed) ? there : null;
  }

  /** Deletes an Ingress, their own or Drover's. */
  synchronized void remove(String name) {
    if (held.remove(name) == null) {
      meddled.add(name);
    }
    ifThere(() -> client.raw(path + "/" + name, "DELETE", null));
  }

  private static void ifThere(Runnable deed) {
    Patience.until(
        () -> {
          try {
            deed.run();
          } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
              throw e;
            }
          }
          return true;
        });
  }

  /** Their Ingresses by name, as they left them. */
  synchronized Map<String, JsonNode> held() {
    return Map.copyOf(held);
  }

  /** Whether they edited or deleted an Ingress of Drover's of that name. */
  synchronized boolean meddledWith(String name) {
    return meddled.contains(name);
  }
}
