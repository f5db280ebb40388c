package io.drover.jetstream;

import io.drover.event.StableHash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Where on the bus an event is, and who reads it there. What has the same key has the same slot,
 * and a partition is some of the slots: so another number of partitions finds what is there.
 */
final class Slots {
  static final int COUNT = 64;

  private final JetStreamEndpoint options;

  Slots(JetStreamEndpoint options) {
    this.options = options;
  }

  StreamSettings stream() {
    return new StreamSettings(
        options.getStream(),
        List.of(options.getStream() + ".>"),
        true,
        options.getStreamReplicas(),
        options.getStreamMaxBytes(),
        Duration.ofMillis(options.getDuplicateWindowMillis()));
  }

  /**
   * The subject of an event.
   *
   * @param key what the order is kept by, or null
   */
  String subject(String route, String key, String id) {
    return subject(route) + of(key == null ? id : key);
  }

  private String subject(String route) {
    return options.getStream() + "." + Names.token(route) + ".";
  }

  private static int of(String key) {
    return Math.floorMod(StableHash.of(List.of(key)).hashCode(), COUNT);
  }

  List<ConsumerSettings> consumers(String route) {
    String name = Names.durable(route);
    int partitions = options.getPartitions();
    if (partitions == 0) {
      String all = subject(route) + "*";
      return List.of(options.consumer(name, List.of(all), options.getMaxAckPending()));
    }
    List<ConsumerSettings> consumers = new ArrayList<>();
    for (int n = 0; n < partitions; n++) {
      List<String> subjects = new ArrayList<>();
      for (int slot = n; slot < COUNT; slot += partitions) {
        subjects.add(subject(route) + slot);
      }
      consumers.add(options.consumer(Names.partition(name, n, partitions), subjects, 1));
    }
    return consumers;
  }
}
