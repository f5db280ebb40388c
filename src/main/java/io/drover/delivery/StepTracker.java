package io.drover.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.DynamicRouterDefinition;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RecipientListDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RoutingSlipDefinition;
import org.apache.camel.model.SetBodyDefinition;
import org.apache.camel.model.SplitDefinition;
import org.apache.camel.model.StopDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.TransformDefinition;
import org.apache.camel.model.errorhandler.DeadLetterChannelDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Watches every step of every route: keeps the path of step ids on the exchange, and reports to its
 * {@link Delivery} what filters decide, where exceptions arise, and a transform without a result,
 * after which the route stops.
 */
final class StepTracker implements InterceptStrategy {
  private static final String MATCHED = "DroverMatched.";

  /** Components that keep the message here, and those of ours, which report what they did. */
  private static final Set<String> STAYS =
      Set.of(
          "",
          "argo-workflow",
          "bean",
          "class",
          "controlbus",
          "dataformat",
          "direct",
          "jetstream",
          "kamelet",
          "kube",
          "language",
          "log",
          "mock",
          "ref",
          "seda",
          "stub",
          "validator",
          "xslt");

  private StepTracker() {}

  static void install(CamelContext context) {
    context.getCamelContextExtension().addInterceptStrategy(new StepTracker());
    ModelCamelContext model = (ModelCamelContext) context;
    Preparation preparation = new Preparation();
    model.addModelLifecycleStrategy(preparation);
    model.getRouteDefinitions().forEach(preparation::onAddRouteDefinition);
  }

  @Override
  public Processor wrapProcessorInInterceptors(
      CamelContext context, NamedNode definition, Processor target, Processor next) {
    RouteDefinition route = ProcessorDefinitionHelper.getRoute(definition);
    boolean inKamelet = route != null && route.getTemplateParameters() != null;
    return new Tracked(target, (ProcessorDefinition<?>) definition, inKamelet);
  }

  /**
   * Before a route is built: each filter is to note its decision on the exchange, and a dead letter
   * channel that fails itself is to say so, where Camel would take the event for handled.
   */
  private static final class Preparation extends ModelLifecycleStrategySupport {
    @Override
    public void onAddRouteDefinition(RouteDefinition route) {
      if (route.getErrorHandlerFactory() instanceof DeadLetterChannelDefinition channel) {
        channel.setDeadLetterHandleNewException("false");
      }
      ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), FilterDefinition.class)
          .forEach(filter -> filter.setStatusPropertyName(MATCHED + key(filter)));
    }

    private static int key(FilterDefinition filter) {
      return System.identityHashCode(filter);
    }
  }

  private static final class Tracked extends DelegateAsyncProcessor {
    private final ProcessorDefinition<?> definition;
    private final boolean inKamelet;

    Tracked(Processor target, ProcessorDefinition<?> definition, boolean inKamelet) {
      super(target);
      this.definition = definition;
      this.inKamelet = inKamelet;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
      Delivery delivery = Delivery.of(exchange);
      if (delivery == null) {
        return super.process(exchange, callback);
      }
      if (definition.getParent() instanceof SplitDefinition) {
        Step.enterPart(exchange);
      }
      String outer = Step.of(exchange);
      String step =
          inKamelet && outer != null ? outer + "/" + definition.getId() : definition.getId();
      exchange.setProperty(Step.PROPERTY, step);
      AsyncCallback reporting =
          doneSync -> {
            report(exchange, delivery, step);
            exchange.setProperty(Step.PROPERTY, outer);
            callback.done(doneSync);
          };
      try {
        return super.process(exchange, reporting);
      } catch (StackOverflowError e) { // of a script, which Camel would not take for its end
        exchange.setException(new PermanentException(step + " went too deep for the stack", e));
        reporting.done(true);
        return true;
      }
    }

    private void report(Exchange exchange, Delivery delivery, String step) {
      if (exchange.getException() != null) {
        if (isPart(exchange)) {
          delivery.partFailed(exchange);
        }
        delivery.failed(step, exchange.getException());
      } else if (definition instanceof FilterDefinition filter) {
        String property = filter.getStatusPropertyName();
        if (Boolean.FALSE.equals(exchange.getProperty(property))) {
          delivery.filtered(step, "filter " + step + " did not match");
        }
      } else if (definition instanceof StopDefinition) {
        delivery.filtered(step, "the route stops at " + step);
      } else if (isSend(definition)) {
        delivery.sent(step);
      } else if (isTransform(definition) && isNothing(exchange.getMessage().getBody())) {
        delivery.filtered(step, step + " gave nothing");
        exchange.setRouteStop(true);
      }
    }

    /** Whether the step sends the message away, by a component that does not report by itself. */
    private static boolean isSend(ProcessorDefinition<?> definition) {
      if (definition instanceof ToDynamicDefinition
          || definition instanceof RecipientListDefinition
          || definition instanceof RoutingSlipDefinition
          || definition instanceof DynamicRouterDefinition) {
        return true;
      }
      return definition instanceof ToDefinition to && !STAYS.contains(scheme(to.getEndpointUri()));
    }

    private static String scheme(String uri) {
      int colon = uri == null ? -1 : uri.indexOf(':');
      return colon < 0 ? "" : uri.substring(0, colon);
    }

    private static boolean isPart(Exchange exchange) {
      return exchange.getProperty(ExchangePropertyKey.SPLIT_INDEX) != null
          || exchange.getProperty(ExchangePropertyKey.MULTICAST_INDEX) != null;
    }

    private static boolean isTransform(ProcessorDefinition<?> definition) {
      return definition instanceof TransformDefinition || definition instanceof SetBodyDefinition;
    }

    private static boolean isNothing(Object body) {
      return body == null || (body instanceof JsonNode json && json.isNull());
    }
  }
}
