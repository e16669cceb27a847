package com.postpilot.e2e.suite;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the suite for the first test that wants it and keeps it until the last is done. */
final class SharedSuite implements ExecutionCondition, ParameterResolver, AfterEachCallback {
  private static final Namespace NAMESPACE = Namespace.create(SharedSuite.class);

  private final Shape shape = Shape.ofThisRun();

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    var wanted = context.getRequiredTestClass().getAnnotation(EndToEnd.class).value();
    var fits =
        Arrays.asList(wanted).contains(shape)
            && context.getTestMethod().map(this::fits).orElse(true);
    return fits
        ? ConditionEvaluationResult.enabled("runs on " + shape)
        : ConditionEvaluationResult.disabled("not for " + shape);
  }

  private boolean fits(Method test) {
    return Arrays.stream(test.getParameterTypes())
        .filter(PostPilot.class::isAssignableFrom)
        .allMatch(type -> type.isAssignableFrom(shape.type()));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return PostPilot.class.isAssignableFrom(parameter.getParameter().getType());
  }

  @Override
  public PostPilot resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(shape, Shape::start, PostPilot.class);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    var running = context.getRoot().getStore(NAMESPACE).get(shape, PostPilot.class);
    if (running != null) {
      running.heal();
    }
  }
}
