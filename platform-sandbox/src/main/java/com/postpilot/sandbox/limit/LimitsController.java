package com.postpilot.sandbox.limit;

import com.postpilot.sandbox.control.ControlApi;
import com.postpilot.sandbox.journal.Journal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@ControlApi
@RequestMapping("/_sandbox/limits")
class LimitsController {

  private final CurrentLimits limits;
  private final Journal journal;
  private final JsonMapper json;

  LimitsController(CurrentLimits limits, Journal journal, JsonMapper json) {
    this.limits = limits;
    this.journal = journal;
    this.json = json;
  }

  @GetMapping
  Limits read() {
    return limits.current();
  }

  /** Changes the numbers that the body names and keeps the others. */
  @PostMapping
  Limits change(@RequestBody ObjectNode changes) {
    return journal.exclusively(
        () -> {
          ObjectNode merged = json.valueToTree(limits.current());
          merge(merged, changes);
          var changed = json.treeToValue(merged, Limits.class);
          journal.append(changed);
          return changed;
        });
  }

  private static void merge(ObjectNode target, ObjectNode changes) {
    for (var change : changes.properties()) {
      if (target.get(change.getKey()) instanceof ObjectNode nested
          && change.getValue() instanceof ObjectNode nestedChanges) {
        merge(nested, nestedChanges);
      } else {
        target.set(change.getKey(), change.getValue());
      }
    }
  }
}
