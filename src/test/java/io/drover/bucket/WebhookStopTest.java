package io.drover.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.Drover;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookStopTest {
  @TempDir private Path store;

  @Test
  void aMessageThatIsBeingReadWhenItsRouteStopsIsStillAnswered() throws Exception {
    DefaultCamelContext context = new DefaultCamelContext();
    context.getPropertiesComponent().addInitialProperty("drover.store", store.toString());
    Drover.install(context);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("bucket:webhook?bucket=acme&port=0").log("x");
          }
        });
    context.start();
    URI address = context.getComponent("bucket", BucketComponent.class).webhookAddresses().get(0);
    try (Socket sender = new Socket(address.getHost(), address.getPort())) {
      send(sender, "POST /acme HTTP/1.1\r\nHost: x\r\nContent-Length: 8\r\n\r\nno ");
      await().until(() -> isAnyIn(WebhookConsumer.class, "answer"));
      Thread stop = new Thread(context::stop);
      stop.start();
      await().until(() -> !stop.isAlive() || isAnyIn(WebhookServer.class, "stop"));
      send(sender, "event");
      assertThat(new String(sender.getInputStream().readNBytes(12), StandardCharsets.UTF_8))
          .isEqualTo("HTTP/1.1 202");
      stop.join();
    }
  }

  private static void send(Socket sender, String text) throws Exception {
    sender.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether a thread is at work in a method. */
  private static boolean isAnyIn(Class<?> type, String method) {
    return Thread.getAllStackTraces().values().stream()
        .flatMap(Arrays::stream)
        .anyMatch(f -> f.getClassName().equals(type.getName()) && f.getMethodName().equals(method));
  }
}
