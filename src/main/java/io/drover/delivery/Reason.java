package io.drover.delivery;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.FileNotFoundException;

/** Puts an exception into the words that help: those of the cause that knows most. */
public final class Reason {
  private static final int LONGEST = 2_000;
  private static final String OURS = "io.drover.";

  private Reason() {}

  /**
   * One line. The first exception of ours, refusal of an option by our code or answer of the
   * Kubernetes API in the chain of causes speaks for all; else the innermost one with a message
   * does, as what Camel and the clients wrap around it says only that something failed.
   */
  public static String of(Throwable exception) {
    String text = exception.getClass().getSimpleName();
    for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
      String message = message(cause);
      if (message != null && !message.isBlank()) {
        text = message;
      }
      if (knowsMost(cause)) {
        break;
      }
    }
    String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    return cut.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private static boolean knowsMost(Throwable exception) {
    return exception instanceof PermanentException
        || exception instanceof TransientException
        || exception instanceof PartlyDoneException
        || (exception instanceof IllegalArgumentException && isOurs(exception))
        || (exception instanceof KubernetesClientException answer && answer.getStatus() != null);
  }

  /** Whether code of ours threw it. */
  private static boolean isOurs(Throwable exception) {
    StackTraceElement[] trace = exception.getStackTrace();
    return trace.length > 0 && trace[0].getClassName().startsWith(OURS);
  }

  private static String message(Throwable exception) {
    if (exception instanceof FileNotFoundException) {
      return "the file is missing: "
          + String.valueOf(exception.getMessage()).replaceFirst(" for URI: .*", "");
    }
    if (exception instanceof KubernetesClientException answer
        && answer.getStatus() != null
        && answer.getStatus().getMessage() != null) {
      return answer.getStatus().getMessage();
    }
    return exception.getMessage();
  }
}
