package io.drover.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.delivery.Circuit;
import io.drover.delivery.Delivery;
import io.drover.delivery.ObjectChange;
import io.drover.delivery.Rehearsable;
import io.drover.delivery.Settlements;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.InputStream;
import java.util.List;
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
import org.apache.camel.support.ResourceHelper;

/**
 * Submit an Argo Workflow for an event. The body is a JSON object: each member becomes the Workflow
 * argument of that name, a string as it is, any other value as JSON text. The Workflow's name is
 * made from the event's id, so that a repeated event finds it made.
 */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "argo-workflow",
    title = "Argo Workflow",
    syntax = "argo-workflow:verb",
    producerOnly = true,
    category = {Category.CONTAINER, Category.WORKFLOW})
public class ArgoWorkflowEndpoint extends DefaultEndpoint implements Rehearsable {
  @UriPath(description = "What to do", enums = "submit")
  @Metadata(required = true)
  private final String verb;

  @UriParam(
      description =
          "The Workflow to submit, a YAML or JSON file with metadata.generateName: resource:NAME")
  @Metadata(required = true)
  private String manifest;

  @UriParam(
      description =
          "Namespace to submit to; by default the manifest's, then the Kubernetes client's")
  private String namespace;

  @UriParam(
      label = "advanced",
      description =
          "The most Workflows to submit in a second, evenly spaced; 0 for no limit, 0.1 for one"
              + " every ten seconds. An event that comes too early is tried again",
      defaultValue = "0")
  private double maxPerSecond;

  @UriParam(
      label = "advanced",
      description = "The most submissions at the same time; 0 for no limit",
      defaultValue = "0")
  private int maxConcurrent;

  private WorkflowManifest template;

  ArgoWorkflowEndpoint(String uri, ArgoWorkflowComponent component, String verb) {
    super(uri, component);
    this.verb = verb;
  }

  @Override
  protected void doInit() throws Exception {
    super.doInit();
    String name = manifest.startsWith("resource:") ? manifest.substring(9) : manifest;
    try (InputStream in =
        ResourceHelper.resolveMandatoryResourceAsInputStream(getCamelContext(), name)) {
      template = WorkflowManifest.read(name, in);
    }
  }

  @Override
  public Producer createProducer() {
    return new ArgoWorkflowProducer(this, template, client());
  }

  private KubernetesClient client() {
    KubernetesClient client = getComponent().getKubernetesClient();
    if (client == null) {
      throw new IllegalStateException(
          "argo-workflow: needs a Kubernetes client: bind a KubernetesClient in the Camel registry");
    }
    return client;
  }

  /**
   * The namespace to submit to.
   *
   * @param client null if none is known
   */
  String namespace(KubernetesClient client) {
    if (namespace != null && !namespace.isEmpty()) {
      return namespace;
    }
    if (template.namespace() != null) {
      return template.namespace();
    }
    return client == null || client.getNamespace() == null ? "default" : client.getNamespace();
  }

  @Override
  public Rehearsal rehearse(Exchange exchange) {
    String target = namespace(getComponent().getKubernetesClient());
    Submission submission = Submission.of(exchange, template, target);
    String finished = Delivery.of(exchange).finished(exchange);
    return new Rehearsal(submission.workflow(), "create " + submission.name(), finished);
  }

  @Override
  public Comparison compare(Exchange exchange) {
    KubernetesClient client = client();
    Circuit circuit = Settlements.of(getCamelContext()).circuit(client);
    Workflows workflows = new Workflows(client, circuit, namespace(client));
    Submission submission = Submission.of(exchange, template, workflows.namespace());
    Workflows.Result result = workflows.create(submission);
    JsonNode workflow = result.workflow();
    ObjectChange.Verb verb =
        result.created() ? ObjectChange.Verb.CREATED : ObjectChange.Verb.UNCHANGED;
    JsonNode before = result.created() ? null : workflow;
    String name = submission.qualifiedName();
    return new Comparison(
        List.of(new ObjectChange(verb, "Workflow", name, before, workflow)),
        result.created() ? null : result.found(submission),
        null);
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException("argo-workflow: is an action; it cannot start a route");
  }

  @Override
  public ArgoWorkflowComponent getComponent() {
    return (ArgoWorkflowComponent) super.getComponent();
  }

  public String getVerb() {
    return verb;
  }

  public String getManifest() {
    return manifest;
  }

  public void setManifest(String manifest) {
    this.manifest = manifest;
  }

  public String getNamespace() {
    return namespace;
  }

  public void setNamespace(String namespace) {
    this.namespace = namespace;
  }

  public double getMaxPerSecond() {
    return maxPerSecond;
  }

  public void setMaxPerSecond(double maxPerSecond) {
    this.maxPerSecond = maxPerSecond;
  }

  public int getMaxConcurrent() {
    return maxConcurrent;
  }

  public void setMaxConcurrent(int maxConcurrent) {
    this.maxConcurrent = maxConcurrent;
  }
}
