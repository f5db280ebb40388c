package io.drover.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.Drover;
import io.drover.delivery.DeliveryListener;
import io.drover.delivery.Settlement;
import io.drover.delivery.TransientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a folder's source knows after a restart. */
class FolderRestartTest {
  @TempDir private Path store;
  @TempDir private Path folder;
  private final List<String> settled = new CopyOnWriteArrayList<>();

  private DefaultCamelContext start() throws Exception {
    DefaultCamelContext context = new DefaultCamelContext();
    context.getPropertiesComponent().addInitialProperty("drover.store", store.toString());
    DeliveryListener listener = this::note;
    context.getRegistry().bind("listener", DeliveryListener.class, listener);
    Drover.install(context);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("bucket:folder?periodMillis=20&prefix=in/&folder=" + folder)
                .routeId("r")
                .process(
                    exchange -> {
                      if (exchange.getMessage().getBody(String.class).contains("later")) {
                        throw new TransientException("not yet");
                      }
                    });
          }
        });
    context.start();
    return context;
  }

  private void note(Settlement settlement) {
    settled.add(settlement.event().subject() + " " + settlement.outcome().word());
  }

  private void save(String key) throws IOException {
    Path file = folder.resolve("acme").resolve(key);
    Files.createDirectories(file.getParent());
    Files.writeString(file, key);
  }

  @Test
  void onlyWhatIsNotFinishedComesAgain() throws Exception {
    save("in/done.gif");
    save("in/later.gif");
    save("out/filtered.gif");
    try (DefaultCamelContext context = start()) {
      await().until(() -> settled.size() >= 3 && context.isStarted());
    }
    settled.clear();
    save("in/new.gif");
    try (DefaultCamelContext context = start()) {
      await().until(() -> settled.contains("in/new.gif done") && context.isStarted());
      await().until(() -> settled.contains("in/later.gif retry"));
    }
    assertThat(settled).doesNotContain("in/done.gif duplicate", "out/filtered.gif filtered");
  }

  @Test
  void withoutPositionsTheLedgerKnowsIt() throws Exception {
    save("in/done.gif");
    try (DefaultCamelContext context = start()) {
      await().until(() -> settled.contains("in/done.gif done") && context.isStarted());
    }
    Files.delete(store.resolve("positions.log"));
    try (DefaultCamelContext context = start()) {
      await().until(() -> settled.contains("in/done.gif duplicate") && context.isStarted());
    }
  }
}
