package io.drover.bucket;

import io.drover.delivery.MessageConsumer;
import io.drover.delivery.Settlement;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.Processor;

/** What all transports of the component do with a notification once they have it. */
abstract class BucketConsumer extends MessageConsumer {
  private final BucketMessages messages;

  BucketConsumer(BucketEndpoint endpoint, Processor processor) {
    this(endpoint, processor, endpoint.messages());
  }

  private BucketConsumer(BucketEndpoint endpoint, Processor processor, BucketMessages messages) {
    super(endpoint, processor, messages);
    this.messages = messages;
  }

  @Override
  public BucketEndpoint getEndpoint() {
    return (BucketEndpoint) super.getEndpoint();
  }

  /** Takes a message as a sender delivers it. */
  final void receive(byte[] message, Consumer<Settlement> acknowledge) {
    take(message, Map.of(), acknowledge);
  }

  /** Runs the route on the records that the source's conditions take. */
  final void deliver(Notification notification, Consumer<Settlement> acknowledge) {
    deliver(messages.taken(notification), acknowledge);
  }

  /** Where a source that asks for its events keeps how far it is. */
  final FolderPositions positions(Path folder) {
    return new FolderPositions(settlements().positions(), route(), folder);
  }
}
