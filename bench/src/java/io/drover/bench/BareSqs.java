package io.drover.bench;

import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Receives messages, on some threads, and deletes each. */
final class BareSqs {
  private BareSqs() {}

  /**
   * Serves until its input ends.
   *
   * @param arguments the address of the service, that of the queue, and how many threads
   */
  public static void main(String[] arguments) throws Exception {
    AtomicInteger taken = new AtomicInteger();
    int threads = Integer.parseInt(arguments[2]);
    ExecutorService loops = Executors.newFixedThreadPool(threads);
    try (SqsClient client =
        SqsClient.builder()
            .endpointOverride(URI.create(arguments[0]))
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      for (int i = 0; i < threads; i++) {
        loops.execute(() -> loop(client, arguments[1], taken));
      }
      BareTaker.serve(taken::get);
      loops.shutdownNow();
    }
  }

  private static void loop(SqsClient client, String queue, AtomicInteger taken) {
    while (!Thread.currentThread().isInterrupted()) {
      for (Message message :
          client
              .receiveMessage(b -> b.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(1))
              .messages()) {
        taken.incrementAndGet();
        client.deleteMessage(b -> b.queueUrl(queue).receiptHandle(message.receiptHandle()));
      }
    }
  }
}
