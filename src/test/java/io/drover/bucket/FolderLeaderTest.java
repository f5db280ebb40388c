package io.drover.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.Drover;
import io.drover.delivery.Leadership;
import io.drover.delivery.Settlements;
import io.drover.store.FolderStore;
import io.drover.store.RecordStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of replicas with one store and one folder the one that leads looks into the folder. */
class FolderLeaderTest {
  @TempDir private Path folder;
  private final List<DefaultCamelContext> contexts = new ArrayList<>();
  private RecordStore store;

  @AfterEach
  void stop() {
    contexts.forEach(DefaultCamelContext::stop);
    store.close();
  }

  /** Leads when it is told to. */
  private static final class Vote implements Leadership {
    private volatile boolean leads;

    @Override
    public boolean leads() {
      return leads;
    }

    @Override
    public void add(Listener listener) {}

    @Override
    public void remove(Listener listener) {}
  }

  private List<String> start(Vote vote) throws Exception {
    List<String> worked = new CopyOnWriteArrayList<>();
    DefaultCamelContext context = new DefaultCamelContext();
    contexts.add(context);
    context.getRegistry().bind("store", RecordStore.class, store);
    Drover.install(context);
    Settlements.of(context).elect(vote);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("bucket:folder?folder=" + folder.resolve("buckets") + "&periodMillis=50")
                .routeId("r")
                .process(e -> worked.add(e.getMessage().getHeader("ce-subject", String.class)));
          }
        });
    context.start();
    return worked;
  }

  private void write(String name) throws Exception {
    Files.writeString(folder.resolve("buckets/acme").resolve(name), name);
  }

  @Test
  void theNextOneThatLeadsGoesOnWhereTheOneBeforeWas() throws Exception {
    Files.createDirectories(folder.resolve("buckets/acme"));
    store = FolderStore.open(folder.resolve("store"));
    Vote first = new Vote();
    Vote second = new Vote();
    first.leads = true;
    List<String> byFirst = start(first);
    List<String> bySecond = start(second);
    write("a");
    await().until(() -> byFirst.contains("a"));
    first.leads = false;
    write("b");
    await()
        .during(Duration.ofMillis(300))
        .atMost(Duration.ofSeconds(2))
        .until(() -> byFirst.size() == 1 && bySecond.isEmpty());
    second.leads = true;
    await().until(() -> bySecond.contains("b"));
    write("c");
    await().until(() -> bySecond.contains("c"));
    assertThat(bySecond).containsExactly("b", "c");
    assertThat(byFirst).containsExactly("a");
  }
}
