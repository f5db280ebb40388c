/**
 * What becomes of an event. Sources start a {@link io.drover.delivery.Delivery}, steps report into
 * it, and one place decides the {@link io.drover.event.Outcome} when the unit of work ends. Camel's
 * error handlers decide nothing.
 */
package io.drover.delivery;
