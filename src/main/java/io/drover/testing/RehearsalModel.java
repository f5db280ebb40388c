package io.drover.testing;

import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RedeliveryPolicyDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ThrottleDefinition;
import org.apache.camel.model.WireTapDefinition;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;
import org.apache.camel.model.language.ConstantExpression;
import org.apache.camel.util.concurrent.SynchronousExecutorService;

/**
 * Changes routes for a rehearsal before they are built: all start, none waits, and what a wireTap
 * does is done before the route goes on.
 */
final class RehearsalModel extends ModelLifecycleStrategySupport {
  private static final String UNTHROTTLED = "1000000";

  @Override
  public void onAddRouteDefinition(RouteDefinition route) {
    route.setAutoStartup("true");
    if (route.getErrorHandlerFactory() instanceof DefaultErrorHandlerDefinition handler
        && handler.getRedeliveryPolicyRef() == null
        && handler.hasRedeliveryPolicy()) {
      atOnce(handler.getRedeliveryPolicy());
    }
    ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), WireTapDefinition.class)
        .forEach(tap -> tap.executorService(new SynchronousExecutorService()));
    ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ThrottleDefinition.class)
        .forEach(throttle -> throttle.setExpression(new ConstantExpression(UNTHROTTLED)));
    ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), OnExceptionDefinition.class)
        .forEach(
            handler -> {
              if (handler.getRedeliveryPolicyType() != null) {
                atOnce(handler.getRedeliveryPolicyType());
              }
            });
  }

  private static void atOnce(RedeliveryPolicyDefinition policy) {
    policy.setRedeliveryDelay("0");
    policy.setMaximumRedeliveryDelay("0");
    policy.setDelayPattern(null);
  }
}
