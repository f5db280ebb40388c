package io.drover.cli;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.utils.Utils;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Where the cluster is: the same places that kubectl and the Kubernetes client look at. */
final class Kubeconfig {
  private Kubeconfig() {}

  /**
   * @throws UsageException if there is none
   */
  static void require() {
    String listed = Utils.getSystemPropertyOrEnvVar(Config.KUBERNETES_KUBECONFIG_FILE);
    String files =
        listed == null || listed.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".kube", "config").toString()
            : listed;
    boolean found =
        Arrays.stream(files.split(File.pathSeparator)).anyMatch(f -> Files.isReadable(Path.of(f)));
    boolean account =
        Files.isReadable(Path.of(Config.KUBERNETES_SERVICE_ACCOUNT_TOKEN_PATH))
            || Utils.getSystemPropertyOrEnvVar(Config.KUBERNETES_MASTER_SYSTEM_PROPERTY) != null;
    if (!found && !account) {
      throw new UsageException(
          "no kubeconfig: "
              + files
              + " is not there to read, and this is no Pod with a service"
              + " account; set KUBECONFIG to a file, or try 'drover demo', which needs no"
              + " cluster; docs/troubleshooting.md#no-kubeconfig");
    }
  }
}
