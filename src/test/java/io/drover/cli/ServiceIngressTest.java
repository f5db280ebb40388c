package io.drover.cli;

/** On the embedded API. */
class ServiceIngressTest extends ServiceIngressCases {
  ServiceIngressTest() {
    super(TestClusters.embedded());
  }
}
