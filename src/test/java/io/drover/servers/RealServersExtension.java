package io.drover.servers;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Starts the Kubernetes API once for all tests that need it, and skips those that cannot run. */
final class RealServersExtension implements ExecutionCondition, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(RealServersExtension.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    List<String> missing =
        AnnotationSupport.findAnnotation(context.getTestClass(), RequiresServers.class)
            .map(RequiresServers::value)
            .stream()
            .flatMap(Arrays::stream)
            .filter(name -> Binaries.folder(name) == null)
            .toList();
    if (missing.isEmpty()) {
      return ConditionEvaluationResult.enabled("the servers are built");
    }
    String script =
        missing.stream().map(Binaries::builtBy).distinct().collect(Collectors.joining(" and "));
    if ("true".equals(System.getenv("CI"))) {
      throw new IllegalStateException("CI=true, and not built: " + missing + "; run " + script);
    }
    SkippedServers.add(context.getRequiredTestClass().getSimpleName(), missing, script);
    return ConditionEvaluationResult.disabled("not built: " + missing);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == KubernetesApi.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(KubernetesApi.class, type -> new KubernetesApi());
  }
}
