package io.drover.cli;

import io.drover.servers.Kustomize;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder {@code k8s/} as docs/install.md has it installed. */
final class Installed {
  private static final KubernetesSerialization YAML = new KubernetesSerialization();
  private final String documents;

  private Installed(String documents) {
    this.documents = documents;
  }

  /** Makes, in a folder, the overlays of the docs beside a copy of {@code k8s/}. */
  static void writeOverlays(Path folder, String token) throws IOException {
    try (Stream<Path> base = Files.walk(Path.of("k8s"))) {
      for (Path file : base.toList()) {
        Files.copy(file, folder.resolve(file));
      }
    }
    writeOverlays(folder, Path.of("docs/high-availability.md"));
    String page = writeOverlays(folder, Path.of("docs/install.md"));
    Files.writeString(folder.resolve("mine/token"), token);
    Matcher properties = Pattern.compile("```properties\n(.*?)```", Pattern.DOTALL).matcher(page);
    while (properties.find()) {
      Files.writeString(folder.resolve("moved/application.properties"), properties.group(1));
    }
  }

  /** Makes the overlays of one page, which it returns. */
  private static String writeOverlays(Path folder, Path file) throws IOException {
    String page = Files.readString(file);
    Matcher blocks =
        Pattern.compile("<!-- overlay: (\\w+) -->\n```yaml\n(.*?)```", Pattern.DOTALL)
            .matcher(page);
    while (blocks.find()) {
      Path overlay = Files.createDirectory(folder.resolve(blocks.group(1)));
      Files.writeString(overlay.resolve("kustomization.yaml"), blocks.group(2));
    }
    return page;
  }

  static Installed build(Path overlay) throws IOException, InterruptedException {
    return new Installed(Kustomize.build(overlay));
  }

  /** Applies every object as it stands there, refusing members that its kind does not have. */
  void apply(KubernetesClient client) {
    for (String document : documents.split("(?m)^---\n", -1)) {
      client
          .resource(YAML.unmarshal(document, GenericKubernetesResource.class))
          .patch(
              new PatchContext.Builder()
                  .withPatchType(PatchType.SERVER_SIDE_APPLY)
                  .withFieldManager("kubectl")
                  .withFieldValidation("Strict")
                  .build());
    }
  }

  <T extends HasMetadata> List<T> all(Class<T> kind) {
    Object parsed =
        YAML.unmarshal(new ByteArrayInputStream(documents.getBytes(StandardCharsets.UTF_8)));
    List<?> objects = parsed instanceof List<?> list ? list : List.of(parsed);
    return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The one that a reference means. */
  private <T extends HasMetadata & Namespaced> T named(Class<T> kind, String name) {
    return all(kind).stream()
        .filter(o -> o.getMetadata().getName().equals(name))
        .filter(o -> o.getMetadata().getNamespace().equals("drover"))
        .findAny()
        .orElseThrow();
  }

  PodTemplateSpec pod() {
    return named(Deployment.class, "drover").getSpec().getTemplate();
  }

  /**
   * The process that the Pod's container would be, with its command, environment and configuration,
   * and with the container's paths in a folder.
   */
  ProcessBuilder process(Path folder, int webhook, int management) throws IOException {
    Container container = pod().getSpec().getContainers().get(0);
    Path config = Files.createDirectories(folder.resolve("etc/drover"));
    for (Volume volume : pod().getSpec().getVolumes()) {
      if (volume.getConfigMap() != null) {
        ConfigMap files = named(ConfigMap.class, volume.getConfigMap().getName());
        for (var file : files.getData().entrySet()) {
          String text =
              file.getValue()
                  .replace("9080", String.valueOf(webhook))
                  .replace("9876", String.valueOf(management));
          Files.writeString(config.resolve(file.getKey()), moved(text, folder));
        }
      }
    }
    List<String> command = new ArrayList<>();
    command.addAll(container.getCommand());
    command.addAll(container.getArgs());
    command.replaceAll(argument -> moved(argument, folder));
    command.set(0, Path.of(System.getProperty("java.home"), "bin", command.get(0)).toString());
    ProcessBuilder builder = new ProcessBuilder(command);
    for (EnvVar variable : container.getEnv()) {
      if (variable.getValue() != null) {
        builder.environment().put(variable.getName(), variable.getValue());
        continue;
      }
      SecretKeySelector key = variable.getValueFrom().getSecretKeyRef();
      String encoded = named(Secret.class, key.getName()).getData().get(key.getKey());
      byte[] value = Base64.getDecoder().decode(encoded);
      builder.environment().put(variable.getName(), new String(value, StandardCharsets.UTF_8));
    }
    return builder.directory(Files.createDirectories(folder.resolve("root")).toFile());
  }

  private static String moved(String text, Path folder) {
    return text.replace("/opt/drover/drover.jar", DroverProcess.JAR.toAbsolutePath().toString())
        .replace("/etc/drover", folder.resolve("etc/drover").toString())
        .replace("/var/lib/drover", folder.resolve("var/lib/drover").toString());
  }
}
