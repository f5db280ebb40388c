package io.drover.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.delivery.ActionIdentity;
import io.drover.delivery.Delivery;
import io.drover.delivery.Settlements;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.function.Function;
import org.apache.camel.Exchange;

/**
 * What a message asks of a verb.
 *
 * @param isList whether the body is a list of objects, so that what comes of them is one too
 * @param identity what objects are made for; null where that is not known
 */
record VerbCall(
    KubeOperation verb, boolean isList, List<Manifest> manifests, ActionIdentity identity) {

  /** That of a message: its headers speak before the options of the endpoint. */
  static VerbCall of(Exchange exchange, KubeEndpoint endpoint, KindFinder kinds) {
    String named = header(exchange, KubeConstants.OPERATION, null);
    KubeOperation verb = named == null ? endpoint.getOperation() : KubeOperation.verb(named);
    Delivery delivery = Delivery.of(exchange);
    ActionIdentity identity = delivery == null ? null : ActionIdentity.of(delivery, exchange);
    String namespace = header(exchange, KubeConstants.NAMESPACE, endpoint.getNamespace());
    Manifests reader = new Manifests(verb, kinds, namespace, identity);
    JsonNode body = exchange.getMessage().getBody(JsonNode.class);
    VerbOptions options = endpoint.getVerbs();
    if (verb == KubeOperation.PATCH && options.getPatchType() == PatchType.JSON) {
      Manifest target =
          reader.patched(
              header(exchange, KubeConstants.API_VERSION, endpoint.getApiVersion()),
              header(exchange, KubeConstants.KIND, endpoint.getKind()),
              header(exchange, KubeConstants.NAME, options.getName()),
              body);
      return new VerbCall(verb, false, List.of(target), identity);
    }
    return new VerbCall(verb, body != null && body.isArray(), reader.read(body), identity);
  }

  /** An empty header is none. */
  private static String header(Exchange exchange, String name, String otherwise) {
    Object value = exchange.getMessage().getHeader(name);
    String text = value instanceof JsonNode json ? json.asText() : String.valueOf(value);
    return value == null || text.isEmpty() ? otherwise : text;
  }

  VerbAction action(Exchange exchange, KubernetesClient client, VerbOptions options) {
    Delivery delivery = Delivery.of(exchange);
    String route = delivery == null ? exchange.getFromRouteId() : delivery.route();
    KubeRequests requests =
        new KubeRequests(client, Settlements.of(exchange.getContext()).circuit(client), route);
    return new VerbAction(verb, options, identity, new VerbRequests(requests));
  }

  /** The objects as they are sent. */
  JsonNode sent() {
    return body(manifests, Manifest::content);
  }

  /** One for each object, in the shape that the body had. */
  <T> JsonNode body(List<T> items, Function<T, JsonNode> part) {
    if (!isList) {
      return part.apply(items.get(0));
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    items.forEach(item -> list.add(part.apply(item)));
    return list;
  }
}
