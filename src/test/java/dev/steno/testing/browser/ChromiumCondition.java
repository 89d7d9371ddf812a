package dev.steno.testing.browser;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips what needs a browser where there is none, and says how to get one. */
final class ChromiumCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return Chromium.find()
        .map(program -> ConditionEvaluationResult.enabled("drives " + program))
        .orElseGet(() -> ConditionEvaluationResult.disabled(Chromium.HOW_TO_INSTALL));
  }
}
