package io.drover.cli;

/** On the embedded API. */
class ThumbnailsTest extends ThumbnailsCases {
  ThumbnailsTest() {
    super(TestClusters.embedded());
  }
}
