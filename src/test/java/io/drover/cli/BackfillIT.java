package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.Drover;
import io.drover.bucket.ObjectStore;
import io.drover.delivery.DeliveryListener;
import io.drover.delivery.PermanentException;
import io.drover.delivery.Settlement;
import io.drover.servers.Minio;
import io.drover.servers.RequiresServers;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What a bucket holds from before goes through a route when it is asked for, each once. */
@RequiresServers("minio")
class BackfillIT {
  @TempDir private Path folder;
  private final List<Settlement> settled = new CopyOnWriteArrayList<>();
  private final DefaultCamelContext context = new DefaultCamelContext();
  private Minio minio;
  private S3Client s3;

  @BeforeEach
  void start() throws Exception {
    minio = Minio.withoutTargets();
    minio.makeBucket("acme");
    s3 = minio.client();
    for (String key :
        List.of("in/a.png", "in/b.png", "in/poison.png", "in/notes.txt", "out/c.png")) {
      s3.putObject(b -> b.bucket("acme").key(key), RequestBody.fromString(key));
    }
    context.getPropertiesComponent().addInitialProperty("drover.store", store());
    context.getRegistry().bind("seen", DeliveryListener.class, (DeliveryListener) settled::add);
    ObjectStore store = new ObjectStore();
    store.setEndpoint(minio.url().toString());
    store.setAccessKey(Minio.user());
    store.setSecretKey(Minio.password());
    context.getRegistry().bind("store", store);
    Drover.install(context);
  }

  @AfterEach
  void stop() {
    context.stop();
    s3.close();
    minio.close();
  }

  /** It takes none of what is there by itself. */
  private void run() throws Exception {
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("bucket:webhook?port=0&store=#store&sweepSeconds=0&bucket=acme"
                    + "&prefix=in/&suffix=.png")
                .routeId("uploads")
                .process(
                    e -> {
                      if (e.getMessage().getBody(String.class).contains("poison")) {
                        throw new PermanentException("poison");
                      }
                    });
          }
        });
    context.start();
  }

  private String store() {
    return folder.resolve("store").toString();
  }

  private List<String> keys(String outcome) {
    return settled.stream()
        .filter(each -> each.outcome().word().equals(outcome))
        .map(each -> each.event().subject())
        .toList();
  }

  private record Answer(int exit, String text) {}

  private Answer backfill(String... options) {
    List<String> arguments = new CopyOnWriteArrayList<>(List.of("backfill", "--store", store()));
    arguments.addAll(List.of(options));
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    PrintStream out = System.out;
    PrintStream err = System.err;
    try (PrintStream both = new PrintStream(text, true, StandardCharsets.UTF_8)) {
      System.setOut(both);
      System.setErr(both);
      int exit = Main.run(arguments.toArray(String[]::new));
      return new Answer(exit, text.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  @Test
  void whatTheRouteTakesGoesThroughItOnceAndADryRunOnlyNamesIt() throws Exception {
    run();
    Answer dry = backfill("acme", "--route", "uploads", "--dry-run");
    assertThat(dry.text()).contains("3 would be sent through uploads, 0 are finished already");
    assertThat(dry.text()).contains("in/a.png").doesNotContain("notes").doesNotContain("out/");
    assertThat(settled).isEmpty();
    Answer first = backfill("acme", "--route", "uploads");
    assertThat(first.text()).contains("uploads: 1 dead, 2 done; 0 were finished already");
    assertThat(first.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(keys("done")).containsExactlyInAnyOrder("in/a.png", "in/b.png");
    Answer second = backfill("acme", "--route", "uploads");
    assertThat(second.text()).contains("uploads: nothing to do; 3 were finished already");
    assertThat(second.exit()).isEqualTo(ExitCode.GOOD);
    assertThat(settled).hasSize(3);
  }

  @Test
  void onlyWhatIsMeantIsSent() throws Exception {
    run();
    assertThat(backfill("acme", "--route", "uploads", "--prefix", "in/a").text())
        .contains("uploads: 1 done");
    assertThat(keys("done")).containsExactly("in/a.png");
    assertThat(backfill("acme", "--route", "uploads", "--since", "2100-01-01").text())
        .contains("nothing to do");
  }

  @Test
  void whatCannotBeDoneIsSaid() throws Exception {
    run();
    Answer other = backfill("other", "--route", "uploads");
    assertThat(other.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(other.text()).contains("the route takes nothing of bucket other, but of acme");
    assertThat(backfill("acme", "--route", "uploads", "--prefix", "out/").text())
        .contains("takes no keys that begin with out/, but with in/");
    assertThat(backfill("acme", "--route", "uploads", "--since", "yesterday").text())
        .contains("--since yesterday: a day such as 2026-11-01 is needed");
    Answer unknown = backfill("acme", "--route", "none", "--wait", "1");
    assertThat(unknown.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(unknown.text()).contains("does route none run with the store");
  }
}
