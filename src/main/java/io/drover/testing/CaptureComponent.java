package io.drover.testing;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** Stands in for a component that would connect to something. */
final class CaptureComponent extends DefaultComponent {
  private final Supplier<Recording> recording;

  CaptureComponent(CamelContext context, Supplier<Recording> recording) {
    super(context);
    this.recording = recording;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
    parameters.clear(); // they are the real one's to check
    return new CaptureEndpoint(uri, getCamelContext(), null, recording);
  }
}
