package io.drover.bench;

import io.drover.bench.QueueReader.Running;
import io.drover.servers.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Senders that POST, each the next event as soon as the last one is answered. */
final class WebhookTransport implements SourceTransport {
  private final CountingDrover drover;
  private final Path log;
  private final int connections;
  private final int port = Ports.free();
  private final Notifications notifications = new Notifications();

  WebhookTransport(CountingDrover drover, Path folder, int connections) throws IOException {
    this.drover = drover;
    this.log = folder.resolve("bare-webhook.log");
    this.connections = connections;
  }

  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public Running drover() throws IOException {
    return drover.start(
        "webhook-bucket-source", "camel.kamelet.webhook-bucket-source.port=" + port);
  }

  @Override
  public Running bare() throws IOException {
    return new BareTaker(BareWebhook.class, log, String.valueOf(port));
  }

  @Override
  public double bring(Running taker, int first, int events) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + port + "/acme");
    List<KeepAliveSender> senders = new ArrayList<>();
    try {
      for (int i = 0; i < connections; i++) {
        senders.add(new KeepAliveSender(address, notifications));
      }
      return events / Load.loaded(senders, first, events, QueuePlan.SECONDS).perSecond();
    } finally {
      for (KeepAliveSender sender : senders) {
        sender.close();
      }
    }
  }

  @Override
  public void close() {}
}
