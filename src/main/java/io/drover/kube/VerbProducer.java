package io.drover.kube;

import io.drover.delivery.Delivery;
import io.drover.delivery.PartlyDoneException;
import io.drover.delivery.Settlements;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/**
 * Acts on the objects in the body, one after the other, and ends with the first that it cannot act
 * on; the body is then what the API server made of them.
 */
final class VerbProducer extends DefaultProducer {
  private final KubernetesClient client;
  private final KindFinder kinds;

  VerbProducer(KubeEndpoint endpoint, KubernetesClient client) {
    super(endpoint);
    this.client = client;
    this.kinds = new ResourceKinds(client);
  }

  @Override
  public KubeEndpoint getEndpoint() {
    return (KubeEndpoint) super.getEndpoint();
  }

  @Override
  public void process(Exchange exchange) {
    Delivery delivery = Delivery.of(exchange);
    VerbCall call = VerbCall.of(exchange, getEndpoint(), kinds);
    String finished = delivery == null ? null : delivery.finished(exchange);
    if (finished != null) {
      delivery.duplicate(exchange, finished + ", before");
      exchange.getMessage().setBody(call.sent());
      return;
    }
    VerbAction action = call.action(exchange, client, getEndpoint().getVerbs());
    List<VerbAction.Done> done = timing(delivery, exchange, () -> all(call.manifests(), action));
    report(delivery, exchange, done);
    exchange.getMessage().setBody(call.body(done, VerbAction.Done::answer));
  }

  private static List<VerbAction.Done> all(List<Manifest> manifests, VerbAction action) {
    List<VerbAction.Done> done = new ArrayList<>();
    try {
      manifests.forEach(manifest -> done.add(action.act(manifest)));
    } catch (RuntimeException e) {
      throw done.isEmpty() ? e : new PartlyDoneException(VerbAction.summary(done), e);
    }
    return done;
  }

  private static <T> T timing(Delivery delivery, Exchange exchange, Supplier<T> requests) {
    return delivery == null
        ? requests.get()
        : Settlements.of(exchange.getContext()).timing(exchange, requests);
  }

  private static void report(Delivery delivery, Exchange exchange, List<VerbAction.Done> done) {
    if (delivery == null) {
      return; // a source of another making, which is told by exceptions alone
    }
    boolean wasDone = !done.isEmpty() && done.stream().noneMatch(VerbAction.Done::isNew);
    if (wasDone) {
      delivery.duplicate(exchange, VerbAction.summary(done));
    } else {
      delivery.acted(exchange, VerbAction.summary(done));
    }
  }
}
