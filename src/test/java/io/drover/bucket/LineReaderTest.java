package io.drover.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow.Subscription;
import org.junit.jupiter.api.Test;

class LineReaderTest {
  private final List<String> lines = new ArrayList<>();
  private final LineReader reader =
      new LineReader(line -> lines.add(new String(line, StandardCharsets.UTF_8)));
  private boolean cancelled;

  LineReaderTest() {
    reader.onSubscribe(
        new Subscription() {
          @Override
          public void request(long n) {}

          @Override
          public void cancel() {
            cancelled = true;
          }
        });
  }

  private void receive(byte[] bytes, int from, int to) {
    reader.onNext(List.of(ByteBuffer.wrap(bytes, from, to - from)));
  }

  @Test
  void linesAreWholeHoweverTheirBytesCome() {
    byte[] bytes = "{\"é\":1}\n\n {\"b\":2}\ncut".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      receive(bytes, i, i + 1);
    }
    assertThat(lines).containsExactly("{\"é\":1}", "", " {\"b\":2}");
    reader.onComplete();
    assertThat(reader.getBody().toCompletableFuture()).isCompleted();
    assertThat(lines).hasSize(3);
  }

  @Test
  void severalLinesMayComeAtOnce() {
    byte[] bytes = "a\nb\nc".getBytes(StandardCharsets.UTF_8);
    receive(bytes, 0, bytes.length);
    assertThat(lines).containsExactly("a", "b");
  }

  @Test
  void aLineWithoutAnEndIsGivenUp() {
    byte[] bytes = new byte[600_000];
    receive(bytes, 0, bytes.length);
    assertThat(cancelled).isFalse();
    receive(bytes, 0, bytes.length);
    assertThat(cancelled).isTrue();
    assertThat(reader.getBody().toCompletableFuture()).isCompletedExceptionally();
  }
}
