package io.drover.bucket;

import java.time.Instant;

/**
 * What a look at a bucket tells.
 *
 * @param now the time by the store's own clock, cut to the second
 * @param isMinio whether the store is MinIO, whose events hold an object's modification time
 * @param isVersioned whether objects have versions that can be listed
 */
record BucketState(Instant now, boolean isMinio, boolean isVersioned) {}
