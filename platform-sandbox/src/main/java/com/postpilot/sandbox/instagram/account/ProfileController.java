package com.postpilot.sandbox.instagram.account;

import com.postpilot.sandbox.graph.Fields;
import com.postpilot.sandbox.graph.GraphApi;
import com.postpilot.sandbox.graph.GraphRequest;
import com.postpilot.sandbox.journal.Journal;
import com.postpilot.sandbox.publication.Publications;
import com.postpilot.sandbox.traffic.Operation;
import com.postpilot.sandbox.traffic.Platform;
import java.util.Map;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

@GraphApi
@RequestMapping("/ig-graph/{version:v[0-9]+\\.[0-9]+}/{user:me|1784[0-9]+}")
class ProfileController {

  private final GraphDoor door;
  private final Tokens tokens;
  private final Fields<Profile> fields;

  ProfileController(GraphDoor door, Tokens tokens, Publications publications, Journal journal) {
    this.door = door;
    this.tokens = tokens;
    this.fields =
        new Fields<Profile>()
            .with("id", Profile::appScopedId)
            .with("user_id", Profile::id)
            .with("username", Profile::handle)
            .with("name", Profile::name)
            .with("account_type", profile -> "BUSINESS")
            .with("biography", profile -> "A shop in the PostPilot sandbox")
            .with("followers_count", profile -> 0)
            .with("follows_count", profile -> 0)
            .with(
                "media_count",
                profile ->
                    journal.exclusively(
                        () -> publications.of(Platform.INSTAGRAM, profile.id()).size()));
  }

  @GetMapping
  Map<String, Object> profile(GraphRequest request, @PathVariable String user) {
    return door.enter(
        request,
        Operation.PROFILE,
        Scope.BASIC,
        user,
        visit -> fields.show(visit.profile(), request, "id"));
  }

  /** Documented for Facebook; taken to work here too, so that a disconnect can revoke. */
  @DeleteMapping("/permissions")
  Map<String, Boolean> revoke(GraphRequest request, @PathVariable String user) {
    return door.enter(
        request,
        Operation.REVOKE,
        Scope.BASIC,
        user,
        visit -> {
          tokens.removeApp(visit.profile());
          return Map.of("success", true);
        });
  }
}
