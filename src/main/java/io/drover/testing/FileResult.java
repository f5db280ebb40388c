package io.drover.testing;

import io.drover.routes.Finding;
import java.nio.file.Path;
import java.util.List;

/**
 * What became of the tests of a file.
 *
 * @param findings what is wrong with the file or its routes, for which tests could not be run
 * @param tests those that were run
 */
public record FileResult(Path path, List<Finding> findings, List<TestResult> tests) {}
