package io.drover.routes;

import java.util.List;
import java.util.stream.Collectors;

/** Routes that cannot run; nothing of them was started. */
public final class InvalidRoutesException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<Finding> findings;

  InvalidRoutesException(List<Finding> findings) {
    super(findings.stream().map(Finding::toString).collect(Collectors.joining("\n")));
    this.findings = findings;
  }

  /** Of these findings. */
  public static InvalidRoutesException of(List<Finding> findings) {
    return new InvalidRoutesException(findings);
  }

  public List<Finding> findings() {
    return findings;
  }
}
