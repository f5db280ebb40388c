package io.drover.workflow;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Argo Workflows as actions of routes. */
@Component("argo-workflow")
public class ArgoWorkflowComponent extends DefaultComponent {
  @Metadata(autowired = true, description = "The Kubernetes client; by default the registry's")
  private KubernetesClient kubernetesClient;

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    if (!remaining.equals("submit")) {
      throw new IllegalArgumentException(
          "argo-workflow:" + remaining + ": the only verb is argo-workflow:submit");
    }
    ArgoWorkflowEndpoint endpoint = new ArgoWorkflowEndpoint(uri, this, remaining);
    setProperties(endpoint, parameters);
    return endpoint;
  }

  public KubernetesClient getKubernetesClient() {
    return kubernetesClient;
  }

  public void setKubernetesClient(KubernetesClient kubernetesClient) {
    this.kubernetesClient = kubernetesClient;
  }
}
