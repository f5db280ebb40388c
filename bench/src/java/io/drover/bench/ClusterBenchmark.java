package io.drover.bench;

import io.drover.servers.KubernetesApi;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** A benchmark with a real API server. */
abstract class ClusterBenchmark extends Benchmark {
  /** How long a request may take that removes all objects of a namespace. */
  static final int CLEAR_MILLIS = 300_000;

  @Option(names = "--etcd-fsync", description = "Run etcd with fsync, which the tests leave out.")
  private boolean etcdFsync;

  /** Measures; the same as {@link #tables(Path)}, with an API server. */
  abstract String tables(KubernetesApi kubernetes, Path folder) throws Exception;

  @Override
  List<String> missing() {
    return KubernetesApi.missing();
  }

  @Override
  List<String> conditions() {
    return List.of("etcd " + (etcdFsync ? "with" : "without") + " fsync");
  }

  @Override
  final String tables(Path folder) throws Exception {
    try (KubernetesApi kubernetes = KubernetesApi.start(etcdFsync)) {
      return tables(kubernetes, folder);
    }
  }
}
