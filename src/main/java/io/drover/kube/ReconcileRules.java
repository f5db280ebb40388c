package io.drover.kube;

/**
 * What a step {@code kube:reconcile} may do.
 *
 * @param policy to objects that its route made
 * @param adoption to others
 */
record ReconcileRules(ReconcilePolicy policy, Adoption adoption) {
  static final ReconcileRules USUAL = new ReconcileRules(ReconcilePolicy.SYNC, Adoption.NEVER);
}
