package com.postpilot.sandbox.instagram.publishing;

import com.postpilot.sandbox.clock.SandboxClock;
import com.postpilot.sandbox.graph.Fields;
import com.postpilot.sandbox.graph.GraphApi;
import com.postpilot.sandbox.graph.GraphError;
import com.postpilot.sandbox.graph.GraphRequest;
import com.postpilot.sandbox.instagram.account.GraphDoor;
import com.postpilot.sandbox.instagram.account.Scope;
import com.postpilot.sandbox.journal.Journal;
import com.postpilot.sandbox.publication.Publications;
import com.postpilot.sandbox.traffic.Operation;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** From a container to a post. */
@GraphApi
@RequestMapping("/ig-graph/{version:v[0-9]+\\.[0-9]+}")
class ContainerController {

  private final GraphDoor door;
  private final ContainerCreation creation;
  private final Publishing publishing;
  private final Containers containers;
  private final Publications publications;
  private final Journal journal;
  private final SandboxClock clock;
  private final Fields<Container> fields;

  ContainerController(
      GraphDoor door,
      ContainerCreation creation,
      Publishing publishing,
      Containers containers,
      Publications publications,
      Journal journal,
      SandboxClock clock) {
    this.door = door;
    this.creation = creation;
    this.publishing = publishing;
    this.containers = containers;
    this.publications = publications;
    this.journal = journal;
    this.clock = clock;
    this.fields =
        new Fields<Container>()
            .with("id", Container::id)
            .with("status_code", this::status)
            .with("status", container -> status(container).text(container));
  }

  record IdResponse(String id) {}

  @PostMapping("/{user:me|[0-9]+}/media")
  IdResponse create(GraphRequest request, @PathVariable String user) {
    return door.enter(
        request,
        Operation.CONTAINER,
        Scope.CONTENT_PUBLISH,
        user,
        visit -> new IdResponse(creation.create(visit, request).id()));
  }

  @PostMapping("/{user:me|[0-9]+}/media_publish")
  IdResponse publish(GraphRequest request, @PathVariable String user) {
    return door.enter(
        request,
        Operation.PUBLISH,
        Scope.CONTENT_PUBLISH,
        user,
        visit ->
            new IdResponse(
                publishing
                    .publish(visit, request.required("creation_id"), request.receivedAt())
                    .remoteId()));
  }

  @GetMapping("/{container:179[0-9]+}")
  Map<String, Object> poll(GraphRequest request, @PathVariable String container) {
    return door.enter(
        request,
        Operation.POLL,
        Scope.BASIC,
        visit ->
            journal.exclusively(
                () ->
                    containers
                        .find(container, visit.profile().id())
                        .map(found -> fields.show(found, request, "id"))
                        .orElseThrow(() -> GraphError.noSuchObject(container))));
  }

  /** A publication that is not listed yet does not show here either. */
  private ContainerStatus status(Container container) {
    var now = clock.instant();
    return publications
        .madeOf(container.id())
        .filter(publication -> publication.isListedAt(now))
        .map(publication -> ContainerStatus.PUBLISHED)
        .orElseGet(() -> container.statusAt(now));
  }
}
