package io.drover.bucket;

import io.drover.Drover;
import io.drover.delivery.DeliveryListener;
import io.drover.delivery.HealthDetail;
import io.drover.delivery.Settlement;
import io.drover.store.FolderStore;
import io.drover.store.RecordTable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A route with bucket events, and what became of them. */
final class BucketRoute implements AutoCloseable {
  static final String ID = "uploads";

  private final DefaultCamelContext context = new DefaultCamelContext();
  private final List<Settlement> settled = new CopyOnWriteArrayList<>();
  private final Path records;

  /**
   * @param records the folder of its store
   * @param store bound as {@code store}
   * @param work what the route does
   */
  BucketRoute(Path records, ObjectStore store, String uri, Processor work) throws Exception {
    this.records = records;
    context.getPropertiesComponent().addInitialProperty("drover.store", records.toString());
    context.getRegistry().bind("seen", DeliveryListener.class, (DeliveryListener) settled::add);
    context.getRegistry().bind("store", store);
    Drover.install(context);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(uri).routeId(ID).process(work);
          }
        });
    context.start();
  }

  /** Events of a bucket of MinIO, worked on with success. */
  static BucketRoute minio(Path records, String bucket, ObjectStore store, String options)
      throws Exception {
    return new BucketRoute(
        records, store, "bucket:minio?store=#store&bucket=" + bucket + "&" + options, e -> {});
  }

  DefaultCamelContext context() {
    return context;
  }

  List<Settlement> settled() {
    return settled;
  }

  /** The keys of the events that ended so, one for each. */
  List<String> keys(String outcome) {
    return settled.stream()
        .filter(each -> each.outcome().word().equals(outcome))
        .map(each -> each.event().subject())
        .toList();
  }

  /** The keys of those that were done and found by listing. */
  List<String> foundByListing() {
    return settled.stream()
        .filter(each -> each.outcome().word().equals("done"))
        .filter(each -> "listing".equals(each.event().extensions().get("droverfound")))
        .map(each -> each.event().subject())
        .toList();
  }

  Map<String, Object> health() {
    return detail().data();
  }

  HealthDetail detail() {
    return context
        .getRegistry()
        .lookupByNameAndType("drover-health-bucket:" + ID, HealthDetail.class);
  }

  boolean isConnected() {
    return health().get("connected").equals(health().get("connections"));
  }

  /** How far its sweeps are; null before the first. */
  Instant position(String bucket) throws Exception {
    RecordTable.Entry entry =
        FolderStore.read(records, "positions").get(ID + "/s3/" + bucket + "/");
    return entry == null ? null : Instant.parse(entry.value().get("since").asText());
  }

  @Override
  public void close() {
    context.stop();
  }
}
