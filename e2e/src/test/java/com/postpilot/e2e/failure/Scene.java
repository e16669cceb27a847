package com.postpilot.e2e.failure;

import com.postpilot.e2e.client.Kind;
import com.postpilot.e2e.client.Owner;
import com.postpilot.e2e.client.Sandbox;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A kind of post, and what goes wrong at calls that publish it. */
record Scene(Kind kind, List<Trouble> troubles) {
  /**
   * A call that goes wrong, once.
   *
   * @param details such as {@code error_code}, as the sandbox knows them
   */
  record Trouble(String operation, String fault, Map<String, Integer> details) {
    /** Reads {@code operation fault [name=number …]}. */
    static Trouble of(String text) {
      var words = text.split(" ");
      var details = new LinkedHashMap<String, Integer>();
      Stream.of(words)
          .skip(2)
          .map(word -> word.split("="))
          .forEach(detail -> details.put(detail[0], Integer.valueOf(detail[1])));
      return new Trouble(words[0], words[1], details);
    }

    @Override
    public String toString() {
      return operation + " " + fault + (details.isEmpty() ? "" : " " + details);
    }
  }

  /** Reads {@code KIND trouble[, trouble …]}. */
  static Scene of(String line) {
    var words = line.split(" ", 2);
    return of(Kind.valueOf(words[0]), words[1].split(", "));
  }

  static Scene of(Kind kind, String... troubles) {
    return new Scene(kind, Stream.of(troubles).map(Trouble::of).toList());
  }

  List<Sandbox.Fault> arm(Sandbox sandbox, Owner.Account account) {
    return troubles.stream()
        .map(
            trouble -> {
              var more = new HashMap<String, Object>(trouble.details());
              more.put("account", account.handle());
              more.put("times", 1);
              return sandbox.fail(
                  kind.sandboxPlatform(), trouble.operation(), trouble.fault(), more);
            })
        .toList();
  }

  /** Whether it may be that no call can tell what became of the post. */
  boolean mayStayUnknown() {
    return troubles.stream().anyMatch(trouble -> kind.leavesNoTrace(trouble.operation()));
  }

  @Override
  public String toString() {
    return kind
        + troubles.stream().map(Trouble::toString).collect(Collectors.joining(", ", ": ", ""));
  }
}
