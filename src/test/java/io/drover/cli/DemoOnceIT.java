package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.drover.cli.DroverProcess.Result;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code drover demo --once} by the built jar: its result is recomputed here from its samples. */
class DemoOnceIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SAMPLES = Path.of("src/main/resources/demo/samples");

  @TempDir private Path folder;

  private Result demo(String... more) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("demo", "--once"));
    arguments.addAll(List.of(more));
    return DroverProcess.run(folder, Map.of(), arguments.toArray(String[]::new));
  }

  private static List<JsonNode> documents(Result result) throws IOException {
    return new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(result.out()).readAll();
  }

  @Test
  void theBundledSamplesMakeOneWorkflowAndOneIngress() throws Exception {
    Result result = demo();
    assertThat(result.exit()).isZero();
    List<JsonNode> made = documents(result);
    assertThat(made).hasSize(2);
    assertThat(made.get(0).path("kind").asText()).isEqualTo("Workflow");
    assertThat(images(made.get(0))).isEqualTo(List.of(image("thumbnails", "dov-bear.gif")));
    assertThat(made.get(1).path("kind").asText()).isEqualTo("Ingress");
    assertThat(made.get(1).path("spec"))
        .isEqualTo(ingressSpec("fortune-svc", "fortune-192.168.39.152.nip.io", 3000, "nginx"));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void samplesOfOnesOwnMakeWhatTheySay() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<JsonNode> expectedImages = new ArrayList<>();
    List<JsonNode> expectedIngresses = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      String name = word(random) + i + ".png";
      String directory = "thumbnails" + (random.nextBoolean() ? "/" + word(random) : "");
      boolean picture = random.nextInt(3) > 0;
      ObjectNode event = (ObjectNode) JSON.readTree(SAMPLES.resolve("dov-bear.json").toFile());
      ((ObjectNode) event.at("/Records/0/s3/object"))
          .put("key", URLEncoder.encode(directory + "/" + name, StandardCharsets.UTF_8))
          .put("contentType", picture ? "image/png" : "text/html");
      Files.writeString(folder.resolve("a" + i + ".json"), event.toString());
      if (picture) {
        expectedImages.add(image(directory, name));
      }
      String host = word(random).replace(" ", "-") + ".example.com";
      int port = 1 + random.nextInt(65_000);
      String ingressClass = random.nextBoolean() ? "class-" + i : null;
      String service =
          Files.readString(SAMPLES.resolve("fortune-svc.yaml"))
              .replace("name: fortune-svc", "name: svc-" + i)
              .replace("fortune-192.168.39.152.nip.io", host)
              .replace("port: 3000", "port: " + port)
              .replace(
                  "    autodeploy-ingress-class: nginx\n",
                  ingressClass == null
                      ? ""
                      : "    autodeploy-ingress-class: " + ingressClass + "\n");
      Files.writeString(folder.resolve("b" + i + ".yaml"), service);
      expectedIngresses.add(ingressSpec("svc-" + i, host, port, ingressClass));
    }
    Result result = demo("--samples", folder.toString());
    assertThat(result.exit()).as("seed %s: %s", seed, result.err()).isZero();
    List<JsonNode> images = new ArrayList<>();
    List<JsonNode> ingresses = new ArrayList<>();
    for (JsonNode made : documents(result)) {
      if (made.path("kind").asText().equals("Workflow")) {
        images.addAll(images(made));
      } else {
        ingresses.add(made.path("spec"));
      }
    }
    assertThat(images).as("seed %s", seed).containsExactlyInAnyOrderElementsOf(expectedImages);
    assertThat(ingresses).as("seed %s", seed).isEqualTo(expectedIngresses);
  }

  @Test
  void aSampleThatEndsDeadMakesExitOne() throws Exception {
    Files.writeString(folder.resolve("a.json"), "{\"no\":\"event\"}");
    Result result = demo("--samples", folder.toString());
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).contains("a.json: {\"outcome\":\"dead\"");
  }

  @Test
  void aServiceWithAMistakeMakesExitOne() throws Exception {
    String service = Files.readString(SAMPLES.resolve("fortune-svc.yaml"));
    Files.writeString(
        folder.resolve("a.yaml"),
        service.replace("- port: 3000", "- protocol: UDP\n      port: 1"));
    Result result = demo("--samples", folder.toString());
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).contains("a.yaml: dead: ", "no TCP port");
  }

  @Test
  void anyOtherFileAmongTheSamplesIsAUsageError() throws Exception {
    Files.writeString(folder.resolve("a.txt"), "x");
    Result result = demo("--samples", folder.toString());
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("a.txt: a sample is NAME.json");
    Files.delete(folder.resolve("a.txt"));
    Files.writeString(folder.resolve("a.yaml"), "a: [");
    assertThat(demo("--samples", folder.toString()).exit()).isEqualTo(2);
  }

  private static String word(Random random) {
    String letters = "abc def\u00e9 x+%&'";
    StringBuilder word = new StringBuilder("w");
    for (int i = 0; i < 6; i++) {
      word.append(letters.charAt(random.nextInt(letters.length())));
    }
    return word.append('z').toString().replaceAll("[^a-z0-9]", random.nextBoolean() ? "-" : "x");
  }

  private static List<JsonNode> images(JsonNode workflow) throws IOException {
    JsonNode list = JSON.readTree(workflow.at("/spec/arguments/parameters/0/value").asText());
    List<JsonNode> images = new ArrayList<>();
    list.forEach(images::add);
    return images;
  }

  private static JsonNode image(String directory, String name) {
    return JSON.createObjectNode()
        .put("directory", directory)
        .put("imageName", name)
        .put("dimensions", "128x128 256x256 512x152 1024x1024");
  }

  private static JsonNode ingressSpec(String service, String host, int port, String ingressClass) {
    ObjectNode spec = JSON.createObjectNode();
    if (ingressClass != null) {
      spec.put("ingressClassName", ingressClass);
    }
    ObjectNode rule = spec.putArray("rules").addObject().put("host", host);
    ArrayNode paths = rule.putObject("http").putArray("paths");
    ObjectNode path = paths.addObject().put("path", "/").put("pathType", "Prefix");
    ObjectNode backend = path.putObject("backend").putObject("service").put("name", service);
    backend.putObject("port").put("number", port);
    return spec;
  }
}
