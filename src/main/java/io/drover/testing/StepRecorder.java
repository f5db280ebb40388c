package io.drover.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.delivery.Settlements;
import io.drover.delivery.Step;
import java.util.regex.Pattern;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.DelayDefinition;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.SetBodyDefinition;
import org.apache.camel.model.SetHeaderDefinition;
import org.apache.camel.model.SetPropertyDefinition;
import org.apache.camel.model.SetVariableDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.TransformDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** Notes each step of an exchange in its {@link Recording}. A delay is no wait here. */
final class StepRecorder implements InterceptStrategy {
  private static final Pattern BORDER = Pattern.compile("kamelet:(//)?(sink|source)\\b");
  private static final String STEP = "DroverStepTrace";

  /** The step that an exchange is in. */
  static StepTrace current(Exchange exchange) {
    return exchange.getProperty(STEP, StepTrace.class);
  }

  @Override
  public Processor wrapProcessorInInterceptors(
      CamelContext context, NamedNode definition, Processor target, Processor next) {
    return new DelegateAsyncProcessor(target) {
      @Override
      public boolean process(Exchange exchange, AsyncCallback callback) {
        Recording recording = Recording.of(exchange);
        if (recording == null || isBorder(definition)) {
          return super.process(exchange, callback);
        }
        StepTrace around = current(exchange);
        StepTrace step =
            recording.begin(id(exchange, definition), definition.getShortName(), split(exchange));
        exchange.setProperty(STEP, step);
        AsyncCallback ended =
            doneSync -> {
              note(exchange, definition, recording, step);
              exchange.setProperty(STEP, around);
              callback.done(doneSync);
            };
        if (definition instanceof DelayDefinition) {
          ended.done(true);
          return true;
        }
        return super.process(exchange, ended);
      }
    };
  }

  /** Camel's own step at the end of a kamelet, by which its caller goes on. */
  private static boolean isBorder(NamedNode definition) {
    return definition instanceof ToDefinition to && BORDER.matcher(to.getEndpointUri()).lookingAt();
  }

  private static String id(Exchange exchange, NamedNode definition) {
    String path = Step.of(exchange);
    return path == null ? definition.getId() : path;
  }

  private static String split(Exchange exchange) {
    boolean isPart = exchange.getProperty(ExchangePropertyKey.SPLIT_INDEX) != null;
    return isPart ? Step.part(exchange) : null;
  }

  /**
   * By its name and by its text; what has no name may be compared by a test, and is masked later.
   */
  private static JsonNode masked(Exchange exchange, String name, JsonNode value) {
    Settlements secrets = Settlements.of(exchange.getContext());
    if (name.isEmpty()) {
      return value;
    }
    JsonNode named = secrets.mask(JsonNodeFactory.instance.objectNode().set(name, value)).get(name);
    return named.isTextual() ? TextNode.valueOf(secrets.mask(named.asText())) : named;
  }

  private static void note(
      Exchange exchange, NamedNode definition, Recording recording, StepTrace step) {
    if (definition instanceof FilterDefinition filter) {
      Object matched = exchange.getProperty(filter.getStatusPropertyName());
      if (matched instanceof Boolean decision) {
        step.decided(decision);
      }
    }
    if (exchange.getException() != null) {
      recording.failed(step, exchange.getException(), Settlements.of(exchange.getContext()));
      return;
    }
    Object value = null;
    String name = "";
    if (definition instanceof TransformDefinition || definition instanceof SetBodyDefinition) {
      value = exchange.getMessage().getBody();
    } else if (definition instanceof SetVariableDefinition variable) {
      name = variable.getName();
      value = exchange.getVariable(name);
    } else if (definition instanceof SetHeaderDefinition header) {
      name = header.getName();
      value = exchange.getMessage().getHeader(name);
    } else if (definition instanceof SetPropertyDefinition property) {
      name = property.getName();
      value = exchange.getProperty(name);
    }
    if (value != null) {
      step.gave(masked(exchange, name, Recording.json(exchange, value)));
    }
  }
}
