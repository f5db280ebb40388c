package io.drover.testing;

import io.drover.delivery.RehearsableSource;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.RouteAware;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.RouteIdAware;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.service.ServiceHelper;

/** The beginning of a route, at which events are put in by hand. */
final class CaptureConsumer extends DefaultConsumer implements Suspendable {
  private final Consumer source;

  /**
   * @param source the real one, which is never started; null if it cannot be rehearsed
   */
  CaptureConsumer(CaptureEndpoint endpoint, Processor processor, Consumer source) {
    super(endpoint, processor);
    this.source = source;
  }

  /** What takes messages by hand, or null. */
  RehearsableSource source() {
    return (RehearsableSource) source;
  }

  @Override
  protected void doInit() throws Exception {
    super.doInit();
    ServiceHelper.initService(source);
  }

  @Override
  public void setRoute(Route route) {
    super.setRoute(route);
    if (source instanceof RouteAware aware) {
      aware.setRoute(route);
    }
  }

  @Override
  public void setRouteId(String routeId) {
    super.setRouteId(routeId);
    if (source instanceof RouteIdAware aware) {
      aware.setRouteId(routeId);
    }
  }
}
