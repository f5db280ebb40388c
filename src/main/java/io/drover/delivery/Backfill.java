package io.drover.delivery;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Has a route deal with what its source holds from before, whatever was told of it. Thread-safe.
 */
public interface Backfill {
  /**
   * What is meant.
   *
   * @param bucket that holds it
   * @param prefix of the names of what is meant; empty for all that the source takes
   * @param since when the oldest of it was changed
   * @param isDryRun whether it is only counted and named
   */
  record Query(String bucket, String prefix, Instant since, boolean isDryRun) {}

  /**
   * What came of it.
   *
   * @param listed how much there is that is meant and that the source takes
   * @param finished how much of it the route had finished before
   * @param outcomes how often the rest came to each, by its word; of a dry run, nothing
   * @param names of some of the rest, the first ones
   * @param isWhole false if the source was stopped before all had come to its end
   */
  record Tally(
      long listed,
      long finished,
      Map<String, Long> outcomes,
      List<String> names,
      boolean isWhole) {}

  /**
   * Deals with it, and returns when all has come to its end; what fails is tried again until then.
   *
   * @throws PermanentException if the source does not take what is meant
   * @throws TransientException if its store cannot be asked now
   */
  Tally run(Query query, Inlet inlet) throws IOException, InterruptedException;
}
