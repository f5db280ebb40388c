package io.drover.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.Drover;
import io.drover.delivery.DeliveryListener;
import io.drover.event.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStopTest {
  @TempDir private Path folder;
  private final List<Outcome> outcomes = new CopyOnWriteArrayList<>();
  private final CountDownLatch working = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  @Test
  void aFileThatIsBeingWorkedOnWhenItsRouteStopsIsWorkedOnToTheEnd() throws Exception {
    Path bucket = Files.createDirectory(folder.resolve("acme"));
    Files.writeString(bucket.resolve("a.txt"), "x");
    DefaultCamelContext context = new DefaultCamelContext();
    DeliveryListener listener = settlement -> outcomes.add(settlement.outcome());
    context.getRegistry().bind("listener", DeliveryListener.class, listener);
    Drover.install(context);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("bucket:folder?periodMillis=10&folder=" + folder)
                .process(
                    exchange -> {
                      working.countDown();
                      released.await();
                    });
          }
        });
    context.start();
    context.getExecutorServiceManager().setShutdownAwaitTermination(50);
    working.await();
    Thread stop = new Thread(context::stop);
    stop.start();
    await().until(context::isStopping);
    await().during(Duration.ofMillis(300)).until(outcomes::isEmpty);
    released.countDown();
    stop.join();
    assertThat(outcomes).containsExactly(Outcome.DONE);
  }
}
