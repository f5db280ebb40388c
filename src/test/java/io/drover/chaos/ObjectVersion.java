package io.drover.chaos;

/**
 * What should have exactly one Workflow.
 *
 * @param versionId empty in a bucket without versions
 */
record ObjectVersion(String key, String versionId) {}
