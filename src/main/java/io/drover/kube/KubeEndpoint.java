package io.drover.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.delivery.Rehearsable;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
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
 * objects that should exist for it; the verbs, such as {@code kube:apply}, act on the objects in
 * the body, whatever the route begins with.
 */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "kube",
    title = "Kubernetes objects",
    syntax = "kube:operation",
    category = {Category.CONTAINER, Category.CLOUD},
    headersClass = KubeConstants.class)
public class KubeEndpoint extends DefaultEndpoint implements Rehearsable {
  private static final KubernetesSerialization JSON = new KubernetesSerialization();

  @UriPath(description = "What to do", enums = "watch,reconcile,create,apply,replace,patch,delete")
  @Metadata(required = true)
  private final KubeOperation operation;

  @UriParam(description = "Of the watched kind, or of what a JSON patch changes: v1 or apps/v1")
  private String apiVersion;

  @UriParam(description = "The watched kind, or that of what a JSON patch changes: Service")
  private String kind;

  @UriParam(
      description =
          "Of kube:watch: only objects of this namespace, or of these, separated by commas; all if"
              + " not given. Of a verb: the namespace of objects that name none")
  private String namespace;

  @UriParam(
      label = "consumer",
      description =
          "Only objects of namespaces with these labels, as kubectl writes them, such as"
              + " team=web,stage!=test")
  private String namespaceSelector;

  @UriParam(
      label = "consumer",
      description =
          "Only objects with these labels, as kubectl writes them, such as app=web,tier in (a, b)."
              + " The API server selects, so that the others take no memory")
  private String labelSelector;

  @UriParam(
      label = "consumer",
      description =
          "Only objects that have this annotation: KEY, KEY=VALUE, or KEY=~REGEX, which must match"
              + " the whole value")
  private String annotation;

  @UriParam(
      label = "consumer",
      description =
          "Only objects of which this jq expression is true, such as .spec.type =="
              + " \"LoadBalancer\"")
  private String condition;

  @UriParam(
      label = "consumer",
      description = "Whether a change of nothing but the status does not run the route",
      defaultValue = "false")
  private boolean ignoreStatus;

  @UriParam(
      label = "consumer",
      description = "After how many seconds all objects are gone over again; 0 for never",
      defaultValue = "36000")
  private int resyncSeconds = 36_000;

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

  @UriParam(
      label = "consumer",
      enums = "all,warnings,none",
      defaultValue = "all",
      description =
          "Which Events are written on watched objects: all, which also say what was made, changed"
              + " and removed for them; warnings, which only say what is wrong with them; none")
  private EventLevel events = EventLevel.ALL;

  @UriParam private final VerbOptions verbs = new VerbOptions();

  private Selection selection;

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
    selection();
    ownedKinds();
    WatchConsumer consumer = new WatchConsumer(this, processor);
    configureConsumer(consumer);
    return consumer;
  }

  @Override
  public Producer createProducer() {
    if (operation.isVerb()) {
      return new VerbProducer(this, getComponent().client());
    }
    if (operation != KubeOperation.RECONCILE) {
      throw new UnsupportedOperationException(
          "kube:watch begins a route; a step is kube:reconcile, or a verb such as kube:apply");
    }
    return new ReconcileProducer(this);
  }

  @Override
  public Rehearsal rehearse(Exchange exchange) {
    if (operation.isVerb()) {
      return new VerbRehearsal(this).rehearse(exchange);
    }
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
    if (operation.isVerb()) {
      return new VerbRehearsal(this).compare(exchange, getComponent().client());
    }
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

  /**
   * Whether {@code kube:watch} with these options takes an object, if its namespace has the labels
   * that {@code namespaceSelector} asks for.
   */
  public boolean selects(HasMetadata object) {
    return selection().selects(JSON.convertValue(object, GenericKubernetesResource.class));
  }

  /**
   * Which objects {@code kube:watch} takes, the labels of their namespaces aside.
   *
   * @throws IllegalArgumentException if an option is written wrongly
   */
  Selection selection() {
    if (selection == null) {
      selection = Selection.of(this);
    }
    return selection;
  }

  /** The kind of the watched objects. */
  KindName watchedKind() {
    return new KindName(apiVersion, kind);
  }

  /**
   * The kinds of {@code owns}.
   *
   * @throws IllegalArgumentException if one is written wrongly
   */
  List<KindName> ownedKinds() {
    return Texts.items(owns).stream().map(KindName::parse).toList();
  }

  @Override
  public KubeComponent getComponent() {
    return (KubeComponent) super.getComponent();
  }

  public KubeOperation getOperation() {
    return operation;
  }

  public VerbOptions getVerbs() {
    return verbs;
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

  public String getNamespaceSelector() {
    return namespaceSelector;
  }

  public void setNamespaceSelector(String namespaceSelector) {
    this.namespaceSelector = namespaceSelector;
  }

  public String getLabelSelector() {
    return labelSelector;
  }

  public void setLabelSelector(String labelSelector) {
    this.labelSelector = labelSelector;
  }

  public String getCondition() {
    return condition;
  }

  public void setCondition(String condition) {
    this.condition = condition;
  }

  public boolean isIgnoreStatus() {
    return ignoreStatus;
  }

  public void setIgnoreStatus(boolean ignoreStatus) {
    this.ignoreStatus = ignoreStatus;
  }

  public int getResyncSeconds() {
    return resyncSeconds;
  }

  public void setResyncSeconds(int resyncSeconds) {
    this.resyncSeconds = resyncSeconds;
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

  public String getOwnsNamespaces() {
    return ownsNamespaces;
  }

  public void setOwnsNamespaces(String ownsNamespaces) {
    this.ownsNamespaces = ownsNamespaces;
  }

  public EventLevel getEvents() {
    return events;
  }

  public void setEvents(EventLevel events) {
    this.events = events;
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
