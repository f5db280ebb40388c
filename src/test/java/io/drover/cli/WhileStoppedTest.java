package io.drover.cli;

/** On the embedded API. */
class WhileStoppedTest extends WhileStoppedCases {
  WhileStoppedTest() {
    super(TestClusters.embedded());
  }
}
