package io.drover.chaos;

/** One PUT of the plan. */
record Upload(int atMillis, String key, String contentType) {}
