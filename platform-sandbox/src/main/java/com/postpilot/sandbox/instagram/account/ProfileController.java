package com.postpilot.sandbox.instagram.account;

import com.postpilot.sandbox.graph.GraphApi;
import com.postpilot.sandbox.graph.GraphRequest;
import com.postpilot.sandbox.journal.Journal;
import com.postpilot.sandbox.publication.Publications;
import com.postpilot.sandbox.traffic.Operation;
import com.postpilot.sandbox.traffic.Platform;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

@GraphApi
class ProfileController {

  private final GraphDoor door;
  private final Publications publications;
  private final Journal journal;

  ProfileController(GraphDoor door, Publications publications, Journal journal) {
    this.door = door;
    this.publications = publications;
    this.journal = journal;
  }

  @GetMapping("/ig-graph/{version:v[0-9]+\\.[0-9]+}/{user:me|1784[0-9]+}")
  Map<String, Object> profile(GraphRequest request, @PathVariable String user) {
    return door.enter(
        request,
        Operation.PROFILE,
        Scope.BASIC,
        user,
        visit ->
            ProfileFields.seenFrom(request.origin(), this::countMedia)
                .show(visit.profile(), request, "id"));
  }

  private int countMedia(Profile profile) {
    return journal.exclusively(() -> publications.of(Platform.INSTAGRAM, profile.id()).size());
  }
}
