package io.drover.cli;

/** On the embedded API. */
class ServiceRulesTest extends ServiceRulesCases {
  ServiceRulesTest() {
    super(TestClusters.embedded());
  }
}
