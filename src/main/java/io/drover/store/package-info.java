/**
 * Records that survive the process: {@link io.drover.store.RecordStore} and where it keeps them.
 */
package io.drover.store;
