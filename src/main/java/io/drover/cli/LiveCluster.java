package io.drover.cli;

import io.drover.Drover;
import io.drover.delivery.Reason;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;

/** The cluster of the kubeconfig, to compare with. */
final class LiveCluster {
  private LiveCluster() {}

  /**
   * A client that changes nothing, of a cluster that answers.
   *
   * @throws UsageException if there is no cluster, or it does not know us
   */
  static KubernetesClient connect() {
    Kubeconfig.require();
    KubernetesClient client = Drover.dryRunClient(null);
    try {
      String unused = client.raw("/version");
      return client;
    } catch (KubernetesClientException e) {
      String api = "the Kubernetes API " + client.getMasterUrl();
      if (e.getCode() <= 0) { // no answer at all
        client.close();
        throw new UsageException(
            api
                + " does not answer: "
                + Reason.of(e)
                + "; --diff compares with a live cluster: is it the one that KUBECONFIG means?",
            e);
      }
      if (e.getCode() == HttpURLConnection.HTTP_UNAUTHORIZED) {
        client.close();
        throw new UsageException(
            api + " does not know the user of the kubeconfig: " + Reason.of(e), e);
      }
      return client; // it answers, though not this question
    }
  }
}
