package io.drover;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.ContextServicePlugin;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * Has Camel prepare every context that it makes on a class path with Drover, once the context is
 * about to be initialised: it asks while it is still being constructed, which is too early.
 */
public final class DroverPlugin implements ContextServicePlugin {
  @Override
  public void load(CamelContext context) {
    context.addLifecycleStrategy(
        new LifecycleStrategySupport() {
          @Override
          public void onContextInitializing(CamelContext initializing) {
            Drover.install(initializing);
          }
        });
  }
}
