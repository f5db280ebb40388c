package io.drover.delivery;

import io.drover.event.Outcome;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/** Decides the outcome of a delivery from how its exchange ended and what its steps reported. */
final class Decision {
  private Decision() {}

  static Settlement of(Exchange exchange, Delivery delivery) {
    if (exchange.getException() != null) {
      return failed(decisive(exchange.getException(), delivery.partFailures()), delivery);
    }
    if (exchange.isRollbackOnly()) {
      return settlement(delivery, Outcome.RETRY, "the route marked it for rollback", null);
    }
    List<Throwable> parts = delivery.partFailures();
    if (!parts.isEmpty()) { // an aggregation strategy that does not pass them on
      return failed(decisive(parts.get(0), parts), delivery);
    }
    Throwable handled = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    if (handled != null) {
      String reason = "the route's own error handling took: " + Reason.of(handled);
      return settlement(delivery, Outcome.DONE, reason, delivery.failedStep(handled));
    }
    return fromReports(delivery);
  }

  private static Settlement failed(Throwable exception, Delivery delivery) {
    return new Settlement(
        delivery.route(),
        delivery.event(),
        Classifier.of(exception).outcome(),
        Reason.of(exception),
        delivery.failedStep(exception),
        exception);
  }

  /** Of several parts that failed, one that could succeed later decides for all. */
  private static Throwable decisive(Throwable whole, List<Throwable> parts) {
    return parts.stream()
        .filter(part -> Classifier.of(part).outcome() == Outcome.RETRY)
        .findFirst()
        .orElse(whole);
  }

  private static Settlement fromReports(Delivery delivery) {
    for (Outcome outcome : List.of(Outcome.DONE, Outcome.DUPLICATE, Outcome.FILTERED)) {
      List<Delivery.Report> those =
          delivery.reports().stream().filter(report -> report.outcome() == outcome).toList();
      if (!those.isEmpty()) {
        String text =
            those.stream().map(Delivery.Report::text).distinct().collect(Collectors.joining("; "));
        if (outcome == Outcome.FILTERED && delivery.note() != null) {
          text = text + "; " + delivery.note();
        }
        return settlement(delivery, outcome, text, those.get(0).step());
      }
    }
    return settlement(delivery, Outcome.DONE, "the route ended", null);
  }

  private static Settlement settlement(
      Delivery delivery, Outcome outcome, String reason, String step) {
    return new Settlement(delivery.route(), delivery.event(), outcome, reason, step, null);
  }
}
