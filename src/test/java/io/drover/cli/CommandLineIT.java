package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.cli.DroverProcess.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the built jar says and how it exits. */
class CommandLineIT {
  private static final String KUBECONFIG =
      """
      apiVersion: v1
      kind: Config
      current-context: t
      clusters: [{name: t, cluster: {server: "http://127.0.0.1:1"}}]
      users: [{name: t, user: {token: x}}]
      contexts: [{name: t, context: {cluster: t, user: t}}]
      """;

  @TempDir private Path folder;

  private Result drover(String... arguments) throws IOException, InterruptedException {
    return DroverProcess.run(folder, Map.of(), arguments);
  }

  private Result runRoutes(String route) throws IOException, InterruptedException {
    return runRoutes(route, Map.of());
  }

  private Result runRoutes(String route, Map<String, String> environment)
      throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("routes"));
    Files.writeString(folder.resolve("routes/x.camel.yaml"), route);
    Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), KUBECONFIG);
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("KUBECONFIG", kubeconfig.toString());
    variables.putIfAbsent("DROVER_LOG_LEVEL", "WARN");
    return DroverProcess.run(folder, variables, "run", "--routes", "routes");
  }

  private static String route(String steps) {
    return """
    - route:
        id: x
        from:
          uri: kamelet:webhook-bucket-source
          parameters: {bucket: acme, port: 0}
          steps:
    """
        + steps.indent(8);
  }

  private static void assertUsage(Result result, String... message) {
    assertThat(result.err().strip()).contains(message).doesNotContain("\tat ");
    assertThat(result.err().strip().lines()).hasSize(1);
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void withoutAKubeconfigItSaysWhatToDo() throws Exception {
    assertUsage(drover("run", "--bundled"), "no kubeconfig: ", "no-kubeconfig", "drover demo");
  }

  @Test
  void withoutRoutesItSaysWhatToGive() throws Exception {
    assertUsage(drover("run"), "Which routes? Give --routes DIR, or --bundled, or both.");
    assertUsage(drover("run", "--routes", "nowhere"), "--routes nowhere: there is no such folder");
  }

  @Test
  void unreadableYamlNamesFileAndLine() throws Exception {
    assertUsage(
        runRoutes("- route:\n    id: x\n    from:\n      uri: timer:t\n      stepz: []\n"),
        "routes/x.camel.yaml:5: Unsupported field: stepz");
    assertUsage(runRoutes("- route:\n\tid: x\n"), "routes/x.camel.yaml:2: ", "TAB");
    assertUsage(runRoutes("nothing: here\n"), "routes/x.camel.yaml: no route found");
  }

  @Test
  void aStepThatSubmitsNeedsAnId() throws Exception {
    assertUsage(
        runRoutes(
            route(
                """
                - to:
                    uri: kamelet:argo-workflow-sink
                    parameters: {manifest: "resource:thumbnails.workflow.yaml"}
                """)),
        "routes/x.camel.yaml:7: a Workflow's name is made from the ids of route and step");
  }

  @Test
  void aRouteIdInTwoFilesIsNamed() throws Exception {
    Files.createDirectories(folder.resolve("routes"));
    Files.writeString(folder.resolve("routes/a.camel.yaml"), route("- log: {message: x}"));
    assertUsage(
        runRoutes(route("- log: {message: x}")),
        "routes/x.camel.yaml:2: route x is in routes/a.camel.yaml:2 too: give one of them another"
            + " id");
  }

  @Test
  void aMissingManifestNamesFileAndLine() throws Exception {
    assertUsage(
        runRoutes(
            route(
                """
                - to:
                    id: submit
                    uri: kamelet:argo-workflow-sink
                    parameters: {manifest: "resource:nope.yaml"}
                """)),
        "routes/x.camel.yaml:7: route x, step submit: the file is missing: ",
        "nope.yaml",
        "the folder of the routes");
  }

  @Test
  void allScriptsThatDoNotCompileAreNamedAtOnce() throws Exception {
    Files.createDirectories(folder.resolve("routes"));
    Files.writeString(folder.resolve("routes/s.lua"), "local x = 1\nif x then\nreturn end end");
    Files.writeString(folder.resolve("routes/s.jq"), ".a\n| {b: }\n");
    Result result =
        runRoutes(
            route(
                """
                - transform:
                    id: lua
                    expression: {language: {language: lua, expression: "resource:s.lua"}}
                - transform:
                    id: jq
                    expression: {jq: {expression: "resource:s.jq"}}
                """));
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err().lines())
        .satisfiesExactly(
            first ->
                assertThat(first).startsWith("routes/x.camel.yaml:7: route x, step lua: s.lua:3: "),
            second ->
                assertThat(second)
                    .startsWith(
                        "routes/x.camel.yaml:10: route x, step jq: s.jq:2: unexpected '}'"));
  }

  @Test
  void aPortInUseIsNamedWithTheRemedy() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());
      assertUsage(
          runRoutes(route("- log: {message: x}").replace("port: 0", "port: " + port)),
          "listening for bucket notifications on 127.0.0.1:" + port,
          "set another port");
    }
  }

  @Test
  void aManagementPortInUseIsNamedWithTheRemedy() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());
      assertUsage(
          runRoutes(route("- log: {message: x}"), Map.of("DROVER_MANAGEMENT_PORT", port)),
          "listening for health and metrics on 127.0.0.1:" + port,
          "Address already in use; set another port (drover.management.port",
          "docs/troubleshooting.md#management-port");
    }
  }

  @Test
  void aPropertyThatIsNoNumberIsNamed() throws Exception {
    assertUsage(
        runRoutes(route("- log: {message: x}"), Map.of("DROVER_SHUTDOWNGRACESECONDS", "soon")),
        "drover.shutdownGraceSeconds=soon: a number of seconds from 1 on is needed");
    assertUsage(
        runRoutes(route("- log: {message: x}"), Map.of("DROVER_MANAGEMENT_PORT", "70000")),
        "drover.management.port=70000: a number from 0, for any free port, to 65535");
  }

  @Test
  void anUnknownCommandShowsTheCommands() throws Exception {
    Result result = drover("fly");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("Unmatched argument at index 0: 'fly'", "demo", "run");
  }

  @Test
  void everyCommandHasHelpWithAnExample() throws Exception {
    assertThat(drover("--help").out()).contains("Begin with: drover demo");
    assertThat(drover("demo", "--help").out())
        .contains("Examples: drover demo", "drover demo --once");
    assertThat(drover("run", "--help").out()).contains("Example: drover run --routes");
  }
}
