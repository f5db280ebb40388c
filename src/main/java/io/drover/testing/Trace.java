package io.drover.testing;

import io.drover.delivery.ObjectChange;
import io.drover.delivery.Settlement;
import java.util.List;

/**
 * What happened to an event in a rehearsal.
 *
 * @param settlement its outcome, by the same rules as in earnest
 * @param steps those it went through, in the order in which they began
 * @param sent what would have been sent
 * @param changes what that would change in the cluster, where one was asked
 */
public record Trace(
    Settlement settlement, List<StepTrace> steps, List<Sent> sent, List<ObjectChange> changes) {}
