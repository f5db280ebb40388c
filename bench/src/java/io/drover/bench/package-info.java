/**
 * What is measured of Drover's speed, each time beside the raw ceiling in the same run: started by
 * {@code bench/run}.
 */
package io.drover.bench;
