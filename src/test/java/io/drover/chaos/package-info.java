/**
 * Drover as a process between real servers, with faults of every kind, judged by what these servers
 * have afterwards. A slice runs in each build; the full size with -Psoak.
 */
package io.drover.chaos;
