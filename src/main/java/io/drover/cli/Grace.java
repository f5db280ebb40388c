package io.drover.cli;

import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;

/** How long the process has from a signal to its end, by the property of that name. */
final class Grace extends MainListenerSupport {
  static final String PROPERTY = "drover.shutdownGraceSeconds";
  static final int DEFAULT_SECONDS = 25;

  /** How long a thread of a source has to end once its events did or were given up. */
  private static final int THREAD_MILLIS = 500;

  private volatile int seconds = DEFAULT_SECONDS;

  int seconds() {
    return seconds;
  }

  @Override
  public void beforeConfigure(BaseMainSupport main) {
    CamelContext context = main.getCamelContext();
    seconds = read(context.resolvePropertyPlaceholders("{{" + PROPERTY + ":" + seconds + "}}"));
    main.configure().setShutdownTimeout(drainSeconds(seconds));
    context.getExecutorServiceManager().setShutdownAwaitTermination(THREAD_MILLIS);
  }

  private static int read(String text) {
    if (!text.matches("[1-9]\\d{0,5}")) {
      throw new UsageException(
          PROPERTY + "=" + text + ": a number of seconds from 1 on is needed, such as 25");
    }
    return Integer.parseInt(text);
  }

  /** What of it events in flight have; the rest is for closing what they used. */
  static int drainSeconds(int seconds) {
    return Math.max(1, seconds - Math.max(1, seconds / 8));
  }
}
