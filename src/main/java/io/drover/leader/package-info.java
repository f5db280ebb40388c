/**
 * Which of several replicas acts: an election by a <a
 * href="https://kubernetes.io/docs/concepts/architecture/leases/">Lease</a>.
 */
package io.drover.leader;
