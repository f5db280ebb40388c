package io.drover.delivery;

import io.drover.event.LogText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** One log line for each outcome, never with the event itself. */
final class OutcomeLog {
  private static final Logger LOG = LoggerFactory.getLogger("io.drover.outcome");

  private OutcomeLog() {}

  static void log(Settlement s) {
    String where = s.step() == null ? s.route() : s.route() + "/" + s.step();
    String subject =
        LogText.clean(s.event().subject() == null ? s.event().type() : s.event().subject());
    String reason = LogText.clean(s.reason());
    String outcome = s.outcome().word();
    LoggingEventBuilder line = LOG.atLevel(level(s)).addKeyValue("route", s.route());
    line = s.step() == null ? line : line.addKeyValue("step", s.step());
    line.addKeyValue("event", s.event().id())
        .addKeyValue("subject", subject)
        .addKeyValue("outcome", outcome)
        .addKeyValue("reason", reason)
        .addKeyValue("attempt", s.attempt())
        .log("{}: event {} ({}) {}: {}", where, s.event().id(), subject, outcome, reason);
  }

  private static Level level(Settlement settlement) {
    return switch (settlement.outcome()) {
      case DONE, DUPLICATE -> Level.INFO;
      case FILTERED -> Level.DEBUG;
      case RETRY -> Level.WARN;
      case DEAD -> Level.ERROR;
    };
  }
}
