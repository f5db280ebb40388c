package io.drover.kube;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Kubernetes objects of any kind, watched, kept right and acted on. */
@Component("kube")
public class KubeComponent extends DefaultComponent {
  @Metadata(autowired = true, description = "The Kubernetes client; by default the registry's")
  private KubernetesClient kubernetesClient;

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    KubeEndpoint endpoint = new KubeEndpoint(uri, this, KubeOperation.of(remaining));
    setProperties(endpoint, parameters);
    endpoint.getVerbs().check();
    return endpoint;
  }

  /** The client. */
  KubernetesClient client() {
    if (kubernetesClient == null) {
      throw new IllegalStateException(
          "kube: needs a Kubernetes client: bind a KubernetesClient in the Camel registry");
    }
    return kubernetesClient;
  }

  public KubernetesClient getKubernetesClient() {
    return kubernetesClient;
  }

  public void setKubernetesClient(KubernetesClient kubernetesClient) {
    this.kubernetesClient = kubernetesClient;
  }
}
