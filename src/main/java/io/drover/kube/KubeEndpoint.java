package io.drover.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.delivery.Rehearsable;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Watch the objects of a kind, and keep right what should exist for each. {@code kube:watch} gives
 * {@code {"type":"ADD|UPDATE|DELETE","body":OBJECT,"oldBody":OBJECT|null,"group","version",
 * "resource"}}, the latest state of one object at a time; {@code kube:reconcile} takes the list of
 * objects that should exist for it.
 */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "kube",
    title = "Kubernetes objects",
    syntax = "kube:operation",
    category = {Category.CONTAINER, Category.CLOUD})
public class KubeEndpoint extends DefaultEndpoint implements Rehearsable {
  @UriPath(description = "What to do", enums = "watch,reconcile")
  @Metadata(required = true)
  private final KubeOperation operation;

  @UriParam(label = "consumer", description = "Of the watched kind, such as v1 or apps/v1")
  private String apiVersion;

  @UriParam(label = "consumer", description = "The watched kind, such as Service")
  private String kind;

  @UriParam(label = "consumer", description = "Only objects of this namespace; all if not given")
  private String namespace;

  @UriParam(label = "consumer", description = "Only objects that have this annotation")
  private String annotation;

  @UriParam(
      label = "consumer",
      description =
          "The kinds that the route makes, separated by commas, each as GROUP/VERSION/KIND; watched"
              + " too, so that what others change or delete is put right")
  private String owns;

  @UriParam(
      label = "consumer",
      description = "How many objects are worked on at once; never one twice",
      defaultValue = "4")
  private int concurrency = 4;

  @UriParam(
      label = "consumer",
      description =
          "The namespaces in which the route makes objects beside the owner's own, separated by"
              + " commas; * is all. Those of a cluster-scoped owner may be anywhere if not given")
  private String ownsNamespaces;

  @UriParam(
      label = "producer",
      enums = "sync,upsert-only,create-only",
      defaultValue = "sync",
      description =
          "What reconcile does with objects that the route made: sync changes and removes them,"
              + " upsert-only never removes, create-only leaves them as they are")
  private ReconcilePolicy policy = ReconcilePolicy.SYNC;

  @UriParam(
      label = "producer",
      enums = "never,unowned,annotated",
      defaultValue = "never",
      description =
          "Which objects that the route did not make reconcile takes over when it wants their name:"
              + " unowned those that no controller and no other Drover claims, annotated of these"
              + " the ones with the annotation drover.io/adopt: \"true\"")
  private Adoption adopt = Adoption.NEVER;

  KubeEndpoint(String uri, KubeComponent component, KubeOperation operation) {
    super(uri, component);
    this.operation = operation;
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    if (operation != KubeOperation.WATCH) {
      throw new UnsupportedOperationException("a route begins with kube:watch, not " + operation);
    }
    if (apiVersion == null || kind == null) {
      throw new IllegalArgumentException(
          "kube:watch needs apiVersion and kind, such as apiVersion: v1, kind: Service");
    }
    WatchConsumer consumer = new WatchConsumer(this, processor);
    configureConsumer(consumer);
    return consumer;
  }

  @Override
  public Producer createProducer() {
    if (operation != KubeOperation.RECONCILE) {
      throw new UnsupportedOperationException(
          "kube:watch begins a route; a step is kube:reconcile");
    }
    return new ReconcileProducer(this);
  }

  @Override
  public Rehearsal rehearse(Exchange exchange) {
    WatchedOwner owner = WatchedOwner.of(exchange);
    List<ObjectNode> body = DesiredObjects.of(exchange.getMessage().getBody(JsonNode.class));
    List<DesiredObjects.Desired> desired = owner.desired().check(owner, body);
    ArrayNode objects = JsonNodeFactory.instance.arrayNode();
    desired.forEach(child -> objects.add(child.object()));
    String names = desired.stream().map(Object::toString).collect(Collectors.joining(", "));
    String what =
        desired.isEmpty() ? "keep nothing for " + Ownership.name(owner.owner()) : "apply " + names;
    return new Rehearsal(objects, what, null);
  }

  @Override
  public Comparison compare(Exchange exchange) {
    WatchedOwner owner = WatchedOwner.of(exchange);
    List<ObjectNode> body = DesiredObjects.of(exchange.getMessage().getBody(JsonNode.class));
    ReconcileResult result = new ReconcileResult(policy);
    RuntimeException failure = null;
    try {
      owner.reconciler().reconcile(owner, body, rules(), result);
    } catch (RuntimeException e) {
      failure = e;
    }
    return new Comparison(result.changes(), null, failure);
  }

  /** Whether {@code kube:watch} with these options takes an object. */
  public boolean selects(HasMetadata object) {
    return refusal(object) == null;
  }

  /** Why {@code kube:watch} with these options does not take an object; null if it does. */
  String refusal(HasMetadata object) {
    Map<String, String> annotations = object.getMetadata().getAnnotations();
    if (!apiVersion.equals(object.getApiVersion()) || !kind.equals(object.getKind())) {
      return "a "
          + object.getApiVersion()
          + " "
          + object.getKind()
          + " is no "
          + apiVersion
          + " "
          + kind;
    }
    if (!isEmpty(namespace) && !namespace.equals(object.getMetadata().getNamespace())) {
      return "namespace " + object.getMetadata().getNamespace() + " is not " + namespace;
    }
    if (!isEmpty(annotation) && (annotations == null || !annotations.containsKey(annotation))) {
      return "it has no annotation " + annotation;
    }
    return null;
  }

  private static boolean isEmpty(String option) {
    return option == null || option.isEmpty();
  }

  /** The kinds of {@code owns} as they are written. */
  List<String> ownedKinds() {
    return owns == null
        ? List.of()
        : Arrays.stream(owns.split(",")).map(String::strip).filter(k -> !k.isEmpty()).toList();
  }

  @Override
  public KubeComponent getComponent() {
    return (KubeComponent) super.getComponent();
  }

  public KubeOperation getOperation() {
    return operation;
  }

  public String getApiVersion() {
    return apiVersion;
  }

  public void setApiVersion(String apiVersion) {
    this.apiVersion = apiVersion;
  }

  public String getKind() {
    return kind;
  }

  public void setKind(String kind) {
    this.kind = kind;
  }

  public String getNamespace() {
    return namespace;
  }

  public void setNamespace(String namespace) {
    this.namespace = namespace;
  }

  public String getAnnotation() {
    return annotation;
  }

  public void setAnnotation(String annotation) {
    this.annotation = annotation;
  }

  public String getOwns() {
    return owns;
  }

  public void setOwns(String owns) {
    this.owns = owns;
  }

  public int getConcurrency() {
    return concurrency;
  }

  public void setConcurrency(int concurrency) {
    this.concurrency = concurrency;
  }

  /** What {@code kube:reconcile} may do. */
  ReconcileRules rules() {
    return new ReconcileRules(policy, adopt);
  }

  /** Where the objects of the route may be. */
  ChildScope childScope() {
    return ChildScope.of(ownsNamespaces);
  }

  /** The namespaces that are watched; an empty one stands for all. */
  List<String> namespaces() {
    return List.of(namespace == null ? "" : namespace);
  }

  public String getOwnsNamespaces() {
    return ownsNamespaces;
  }

  public void setOwnsNamespaces(String ownsNamespaces) {
    this.ownsNamespaces = ownsNamespaces;
  }

  public ReconcilePolicy getPolicy() {
    return policy;
  }

  public void setPolicy(ReconcilePolicy policy) {
    this.policy = policy;
  }

  public Adoption getAdopt() {
    return adopt;
  }

  public void setAdopt(Adoption adopt) {
    this.adopt = adopt;
  }
}
