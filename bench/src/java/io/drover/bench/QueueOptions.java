package io.drover.bench;

import io.drover.servers.ArgoEventsSensor;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What the benchmarks of queues are asked for. */
final class QueueOptions {
  @Option(names = "--rounds", description = "How often each is measured.")
  private int rounds = 3;

  @Option(names = "--events", description = "Events in the queue of Drover.")
  private int events = 5_000;

  @Option(names = "--warm-up", description = "Events before those that count.")
  private int warmUp = 2_000;

  @Option(names = "--peer-events", description = "Events in the queue of Argo Events.")
  private Integer peerEvents;

  @Option(names = "--no-peer", description = "Leave Argo Events out.")
  private boolean noPeer;

  @Option(names = "--connections", description = "How many events are worked on at once.")
  private int connections = 32;

  @Option(names = "--java-options", description = "More flags for the JVM of Drover.")
  private String javaOptions = "";

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description = "Record Drover with JDK Flight Recorder: not for figures.")
  private Path profile;

  /**
   * The plan.
   *
   * @param peerDefault how many events Argo Events gets unless it is said
   * @param peerWarmUp how many of these before those that count
   */
  QueuePlan plan(int peerDefault, int peerWarmUp) {
    int wanted = peerEvents == null ? peerDefault : peerEvents;
    int forPeer = noPeer || !isPeerThere() ? 0 : wanted;
    return new QueuePlan(rounds, events, warmUp, forPeer, peerWarmUp, connections);
  }

  /** Whether Argo Events is built; where it is not that is said. */
  static boolean isPeerThere() {
    boolean there = ArgoEventsSensor.isBuilt();
    if (!there) {
      System.err.println(
          "Argo Events is left out, as it is not built on this machine: bench/peer/build.sh builds"
              + " it");
    }
    return there;
  }

  /** Flags for the JVM of Drover. */
  String flags() {
    return (javaOptions + " " + String.join(" ", FlightRecording.flags(profile))).strip();
  }

  /** Of the raw client, the same as Drover's. */
  static List<String> rawFlags() {
    return List.of(DroverReader.FLAGS.split(" "));
  }
}
