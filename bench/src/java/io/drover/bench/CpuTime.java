package io.drover.bench;

import java.time.Duration;
import java.util.Set;

/**
 * The processor time that an amount of work took, by who did it.
 *
 * @param subject the raw client, or Drover
 * @param servers kube-apiserver, etcd and NATS, where they run
 * @param sender of notifications: this process
 */
record CpuTime(Duration subject, Duration servers, Duration sender) {
  private static final Set<String> SERVERS = Set.of("kube-apiserver", "etcd", "nats");

  /** Until now. */
  static CpuTime of(ProcessHandle subject) {
    Duration servers =
        ProcessHandle.current()
            .descendants()
            .filter(CpuTime::isServer)
            .map(CpuTime::used)
            .reduce(Duration.ZERO, Duration::plus);
    return new CpuTime(used(subject), servers, used(ProcessHandle.current()));
  }

  Duration all() {
    return subject.plus(servers).plus(sender);
  }

  CpuTime minus(CpuTime earlier) {
    return new CpuTime(
        subject.minus(earlier.subject),
        servers.minus(earlier.servers),
        sender.minus(earlier.sender));
  }

  private static boolean isServer(ProcessHandle process) {
    String command = process.info().command().orElse("");
    return SERVERS.contains(command.substring(command.lastIndexOf('/') + 1));
  }

  private static Duration used(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
