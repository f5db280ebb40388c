package io.drover.testing;

import io.drover.delivery.RehearsableSource;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.EventDrivenPollingConsumer;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** An endpoint from which nothing comes by itself and to which nothing is sent. */
final class CaptureEndpoint extends DefaultEndpoint {
  private final String uri;
  private final Endpoint real;
  private final Supplier<Recording> recording;

  /**
   * @param real one of ours that can be rehearsed, or null
   * @param recording that of the event which comes next
   */
  CaptureEndpoint(String uri, CamelContext context, Endpoint real, Supplier<Recording> recording) {
    this.uri = uri;
    this.real = real;
    this.recording = recording;
    setCamelContext(context);
  }

  @Override
  protected String createEndpointUri() {
    return uri;
  }

  /** The one that it stands for, or null. */
  Endpoint real() {
    return real;
  }

  @Override
  public Producer createProducer() {
    return new CaptureProducer(this);
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    Processor entry = new Entry(processor);
    Consumer source = real == null ? null : real.createConsumer(entry);
    return new CaptureConsumer(this, entry, source instanceof RehearsableSource ? source : null);
  }

  /** The route, for an exchange that is to be recorded. */
  private final class Entry extends DelegateAsyncProcessor {
    Entry(Processor route) {
      super(route);
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
      recording.get().enter(exchange);
      return super.process(exchange, callback);
    }
  }

  /** Asked for a message, it has none, whatever the time given. */
  @Override
  public PollingConsumer createPollingConsumer() throws Exception {
    return new EventDrivenPollingConsumer(this, 1) {
      @Override
      public Exchange receive() {
        return null;
      }

      @Override
      public Exchange receive(long timeout) {
        return null;
      }
    };
  }

  @Override
  public boolean isLenientProperties() {
    return true;
  }

  @Override
  public void configureProperties(Map<String, Object> options) {
    options.clear();
  }
}
