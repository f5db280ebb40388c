package io.drover.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.chaos.IngressVerdict.Promise;
import io.drover.cli.IngressRules;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Compares what the API server has with what it should have by the rules stated once more. */
final class IngressOracle {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PASSED_ON = "cert-manager.io/";

  private final KubernetesClient client;
  private final String namespace;
  private final ServiceAuthors authors;
  private final Strangers strangers;

  IngressOracle(
      KubernetesClient client, String namespace, ServiceAuthors authors, Strangers strangers) {
    this.client = client;
    this.namespace = namespace;
    this.authors = authors;
    this.strangers = strangers;
  }

  /** Of this moment; nobody may be at work. */
  IngressVerdict verdict() throws JsonProcessingException {
    IngressVerdict verdict = new IngressVerdict();
    Map<String, JsonNode> ingresses = ingresses();
    Set<String> theirs = strangers.held().keySet();
    strangers.held().forEach((name, left) -> judgeTheirs(left, ingresses.remove(name), verdict));
    for (Service service : client.services().inNamespace(namespace).list().getItems()) {
      String name = service.getMetadata().getName() + "-ing";
      if (!theirs.contains(name)) {
        judge(service, ingresses.remove(name), verdict);
      }
    }
    ingresses.forEach(
        (name, live) -> verdict.add(Promise.NOTHING_UNASKED, name + " without a Service"));
    return verdict;
  }

  private Map<String, JsonNode> ingresses() throws JsonProcessingException {
    String path = "/apis/networking.k8s.io/v1/namespaces/" + namespace + "/ingresses";
    JsonNode list = JSON.readTree(client.raw(path));
    Map<String, JsonNode> ingresses = new TreeMap<>();
    for (JsonNode item : list.path("items")) {
      ((ObjectNode) item).set("apiVersion", list.get("apiVersion")); // items of a list lack them
      ((ObjectNode) item).put("kind", "Ingress");
      ingresses.put(item.at("/metadata/name").asText(), item);
    }
    return ingresses;
  }

  private static void judgeTheirs(JsonNode left, JsonNode live, IngressVerdict verdict) {
    if (left.equals(live)) {
      verdict.keep(Promise.STRANGERS_ALONE);
    } else {
      verdict.add(Promise.STRANGERS_ALONE, left + " is now " + live);
    }
  }

  private void judge(Service service, JsonNode live, IngressVerdict verdict) {
    try {
      judge(service, IngressRules.expected(service), live, verdict);
    } catch (IngressRules.Mistake e) {
      judgeMistaken(service, live, verdict);
    }
  }

  private static void judge(
      Service service, Optional<ObjectNode> expected, JsonNode live, IngressVerdict verdict) {
    String name = service.getMetadata().getName();
    if (live == null && expected.isPresent()) {
      verdict.add(Promise.NOTHING_MISSING, name + " lacks " + expected.get());
    } else if (live != null && expected.isEmpty()) {
      verdict.add(Promise.NOTHING_UNASKED, name + " has " + live.get("spec"));
    } else if (live != null && !(isOf(service, live) && made(live).equals(expected.get()))) {
      verdict.add(Promise.ALL_RIGHT, name + " has " + live + " in place of " + expected.get());
    } else {
      verdict.keep(Promise.ALL_RIGHT);
    }
  }

  /**
   * It has one of the Ingresses that were right for it before; how strangers left it, since nothing
   * is sent for such a Service; or none, if none was made in time.
   */
  private void judgeMistaken(Service service, JsonNode live, IngressVerdict verdict) {
    String name = service.getMetadata().getName();
    boolean meddled = strangers.meddledWith(name + "-ing");
    Set<JsonNode> rights = authors.rights(service.getMetadata().getUid());
    boolean kept =
        live == null
            ? meddled || !authors.isSpoilt(name)
            : isOf(service, live) && (meddled || rights.contains(made(live)));
    if (kept) {
      verdict.keep(Promise.MISTAKEN_KEEP);
    } else {
      verdict.add(Promise.MISTAKEN_KEEP, name + " has " + live + " in place of one of " + rights);
    }
  }

  private static boolean isOf(Service service, JsonNode ingress) {
    String uid = service.getMetadata().getUid();
    JsonNode owner = ingress.at("/metadata/ownerReferences/0");
    return ingress.at("/metadata/labels/drover.io~1owner-uid").asText().equals(uid)
        && ingress.at("/metadata/labels/app.kubernetes.io~1managed-by").asText().equals("drover")
        && owner.path("uid").asText().equals(uid)
        && owner.path("controller").asBoolean();
  }

  /** The spec with the annotations passed on, as the rules are stated. */
  private static ObjectNode made(JsonNode ingress) {
    ObjectNode made = ingress.get("spec").deepCopy();
    ObjectNode passed = made.putObject("passed");
    for (Map.Entry<String, JsonNode> annotation :
        ingress.at("/metadata/annotations").properties()) {
      if (annotation.getKey().startsWith(PASSED_ON)) {
        passed.set(annotation.getKey(), annotation.getValue());
      }
    }
    return made;
  }
}
