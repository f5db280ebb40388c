package io.drover.bench;

import io.drover.bench.Span.Stage;
import java.util.List;
import java.util.stream.Stream;

/** Events that were sent, one after another or many at once. */
record Measurement(List<Span> spans) {
  /** Several measurements as one; its rate means nothing. */
  static Measurement pooled(Stream<Measurement> measurements) {
    return new Measurement(measurements.flatMap(m -> m.spans.stream()).toList());
  }

  int events() {
    return spans.size();
  }

  /** From the first event sent to the last one answered. */
  double perSecond() {
    long began = spans.stream().mapToLong(Span::began).min().orElseThrow();
    long ended = spans.stream().mapToLong(Span::ended).max().orElseThrow();
    return events() * 1e9 / (ended - began);
  }

  /** The time that so many per cent of the events needed at most, in milliseconds. */
  double millis(Stage stage, int percent) {
    long[] sorted = spans.stream().mapToLong(s -> s.nanos(stage)).sorted().toArray();
    int rank = (int) Math.ceil(sorted.length * percent / 100.0);
    return sorted[Math.max(0, rank - 1)] / 1e6;
  }
}
