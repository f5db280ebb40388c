package io.drover.testing;

import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RedeliveryPolicyDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;

/** Changes routes for a rehearsal before they are built: all start, and none waits to try again. */
final class RehearsalModel extends ModelLifecycleStrategySupport {
  @Override
  public void onAddRouteDefinition(RouteDefinition route) {
    route.setAutoStartup("true");
    if (route.getErrorHandlerFactory() instanceof DefaultErrorHandlerDefinition handler
        && handler.getRedeliveryPolicy() != null) {
      atOnce(handler.getRedeliveryPolicy());
    }
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
