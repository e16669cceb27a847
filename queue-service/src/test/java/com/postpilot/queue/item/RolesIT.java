package com.postpilot.queue.item;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.common.testing.TestIdentity;
import com.postpilot.queue.QueueServiceIT;
import com.postpilot.queue.Routes;
import com.postpilot.queue.Routes.Route;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class RolesIT extends QueueServiceIT {
  /** What is decided, and what many at once depends on: these have tests of their own. */
  private static final Pattern DECISIONS = Pattern.compile(".*/(approve|reject)");

  @Autowired
  @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings;

  /** Generated from the routes, so that a new one cannot be forgotten. */
  @ParameterizedTest
  @ValueSource(strings = {"VIEWER", "APPROVER", "EDITOR", "ADMIN", "OWNER"})
  void aRoleMayDoWhatItIsFor(String role) {
    var item = shop.written("Mug", "A mug");
    for (var route : Routes.of(mappings)) {
      var reply = as(role, route, route.path(item));
      if (allowed(role, route)) {
        assertThat(reply.code()).as("%s by %s", route, role).isNotEqualTo("role_required");
      } else {
        assertThat(reply.status()).as("%s by %s", route, role).isEqualTo(403);
        assertThat(reply.code()).as("%s by %s", route, role).isEqualTo("role_required");
      }
    }
  }

  private static boolean allowed(String role, Route route) {
    boolean reads = route.method().equals("GET");
    boolean decides = DECISIONS.matcher(route.pattern()).matches();
    boolean sets = route.method().equals("PUT");
    return switch (role) {
      case "VIEWER" -> reads;
      case "APPROVER" -> reads || decides;
      case "EDITOR" -> reads || !(decides || sets);
      default -> true;
    };
  }

  /** Without the item: what is allowed is not done. */
  private Reply as(String role, Route route, String path) {
    var token = TestIdentity.instance().token(UUID.randomUUID(), new Workspace().id, role);
    return request(token, route.method(), path, route.goodBody(), Map.of());
  }

  @Test
  void inBulkItIsTheActionThatCounts() {
    for (var decision : List.of("approve", "reject")) {
      assertThat(bulk("EDITOR", decision).is(403).code()).isEqualTo("role_required");
      assertThat(bulk("APPROVER", decision).code()).isNotEqualTo("role_required");
    }
    for (var change : List.of("delete", "reopen", "generate", "schedule")) {
      assertThat(bulk("APPROVER", change).is(403).code()).isEqualTo("role_required");
      assertThat(bulk("EDITOR", change).code()).isNotEqualTo("role_required");
    }
  }

  private Reply bulk(String role, String action) {
    return request(
        TestIdentity.instance().token(UUID.randomUUID(), shop.id, role),
        "POST",
        "/queue/bulk",
        json(
            "{'action': '%s', 'items': [{'id': '%s'}]%s}"
                .formatted(
                    action, UUID.randomUUID(), action.equals("reject") ? ", 'reason': 'No'" : "")),
        Map.of());
  }
}
