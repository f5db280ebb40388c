package io.drover.cli;

import java.util.List;

/** What is a host for an Ingress, stated once more. */
final class HostNames {
  private HostNames() {}

  static boolean isHost(String host, boolean wildcards) {
    String name = wildcards && host.startsWith("*.") ? host.substring(2) : host;
    List<String> labels = List.of(name.split("\\.", -1));
    boolean address = labels.size() == 4 && labels.stream().allMatch(l -> l.matches("\\d+"));
    return !address && host.length() <= 253 && labels.stream().allMatch(HostNames::isLabel);
  }

  private static boolean isLabel(String label) {
    return label.length() <= 63
        && label.matches("[a-z0-9-]+")
        && !label.startsWith("-")
        && !label.endsWith("-");
  }
}
