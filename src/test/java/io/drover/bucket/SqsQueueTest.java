package io.drover.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqsQueueTest {
  @ParameterizedTest
  @CsvSource({
    "uploads, uploads,,",
    "' uploads.fifo ', uploads.fifo,,",
    "arn:aws:sqs:eu-central-1:123456789012:uploads, uploads, 123456789012, eu-central-1",
    "arn:aws-cn:sqs:cn-north-1:123456789012:a.fifo, a.fifo, 123456789012, cn-north-1",
  })
  void itIsNamedByItsNameOrArn(String given, String name, String account, String region) {
    assertThat(SqsQueue.of(given)).isEqualTo(new SqsQueue(name, account, region, null));
  }

  @ParameterizedTest
  @CsvSource({
    "https://sqs.eu-central-1.amazonaws.com/123456789012/uploads, uploads, eu-central-1",
    "https://sqs.cn-north-1.amazonaws.com.cn/1/uploads, uploads, cn-north-1",
    "http://localhost:9324/000000000000/uploads, uploads,",
  })
  void itIsNamedByItsUrl(String url, String name, String region) {
    assertThat(SqsQueue.of(url)).isEqualTo(new SqsQueue(name, null, region, url));
    assertThat(SqsQueue.of(url).url(null)).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "my uploads", "arn:aws:s3:::acme", "sqs/uploads"})
  void anythingElseIsSaid(String given) {
    assertThatThrownBy(() -> SqsQueue.of(given))
        .hasMessageStartingWith(
            "queue=" + given + ": it is the name of a queue, its URL, or its ARN");
  }

  @Test
  void onlyFifoQueuesHaveAnOrder() {
    assertThat(SqsQueue.of("a.fifo").isFifo()).isTrue();
    assertThat(SqsQueue.of("a").isFifo()).isFalse();
  }
}
