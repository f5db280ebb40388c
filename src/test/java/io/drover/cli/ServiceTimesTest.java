package io.drover.cli;

/** On the embedded API. */
class ServiceTimesTest extends ServiceTimesCases {
  ServiceTimesTest() {
    super(TestClusters::embedded);
  }
}
