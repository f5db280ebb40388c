package io.drover.script;

import io.drover.servers.SkippedServers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts each oracle once for all tests, and skips the tests where one is not installed. */
final class OraclesExtension implements ExecutionCondition, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(OraclesExtension.class);
  private static final String SCRIPT = "src/test/oracles/install.sh";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    List<String> missing = new ArrayList<>();
    if (!LuaOracle.isPresent()) {
      missing.add("lua5.1");
    }
    if (!JqOracle.isPresent()) {
      missing.add("jq 1.7.1");
    }
    if (missing.isEmpty()) {
      return ConditionEvaluationResult.enabled("the oracles are installed");
    }
    if ("true".equals(System.getenv("CI"))) {
      throw new IllegalStateException("CI=true, and not installed: " + missing + "; run " + SCRIPT);
    }
    SkippedServers.add(context.getRequiredTestClass().getSimpleName(), missing, SCRIPT);
    return ConditionEvaluationResult.disabled("not installed: " + missing);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == JqOracle.class || type == LuaOracle.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Store store = context.getRoot().getStore(NAMESPACE);
    return parameter.getParameter().getType() == JqOracle.class
        ? store.getOrComputeIfAbsent(JqOracle.class, type -> new JqOracle())
        : store.getOrComputeIfAbsent(LuaOracle.class, type -> new LuaOracle());
  }
}
