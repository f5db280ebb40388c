package io.drover.jetstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotsTest {
  private static Slots slots(int partitions) {
    JetStreamEndpoint options = new JetStreamEndpoint("jetstream:E", new JetStreamComponent(), "E");
    options.setPartitions(partitions);
    return new Slots(options);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 63, 64})
  void eachSlotIsReadByOnePartition(int partitions) {
    List<ConsumerSettings> consumers = slots(partitions).consumers("r");
    assertThat(consumers).hasSize(partitions);
    assertThat(consumers.stream().flatMap(each -> each.filters().stream()))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, Slots.COUNT).mapToObj(slot -> "E.r." + slot).toList());
    assertThat(consumers).allSatisfy(each -> assertThat(each.maxAckPending()).isOne());
    assertThat(consumers.stream().map(ConsumerSettings::durable)).doesNotHaveDuplicates();
  }

  @Test
  void theSlotIsTheSameWhoeverPublishes() {
    assertThat(slots(0).subject("up.loads", "key", "1")).isEqualTo("E.up=2Eloads.8");
    assertThat(slots(7).subject("up.loads", "key", "2")).isEqualTo("E.up=2Eloads.8");
  }

  @Test
  void withoutAKeyEventsAreSpread() {
    assertThat(
            IntStream.range(0, 1_000)
                .mapToObj(n -> slots(0).subject("r", null, "id-" + n))
                .distinct()
                .count())
        .isGreaterThan(60);
  }
}
