package com.postpilot.sandbox.facebook.account;

import com.postpilot.sandbox.graph.GraphApi;
import com.postpilot.sandbox.graph.GraphError;
import com.postpilot.sandbox.graph.GraphList;
import com.postpilot.sandbox.graph.GraphRequest;
import com.postpilot.sandbox.journal.Journal;
import com.postpilot.sandbox.traffic.Operation;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** The person behind a token: who they are, their Pages, and what they let the app do. */
@GraphApi
@RequestMapping("/fb-graph/{version:v[0-9]+\\.[0-9]+}")
class MeController {

  private static final String PAGE_FIELDS = "access_token,category,category_list,name,id,tasks";

  private final FacebookDoor door;
  private final Credentials credentials;
  private final People people;
  private final Journal journal;

  MeController(FacebookDoor door, Credentials credentials, People people, Journal journal) {
    this.door = door;
    this.credentials = credentials;
    this.people = people;
    this.journal = journal;
  }

  record PermissionsResponse(List<GrantedOrNot> data) {}

  record GrantedOrNot(Permission permission, String status) {}

  record SuccessResponse(boolean success) {}

  /** A Page's token speaks for the Page, as if it were a person. */
  @GetMapping({"/me", "/{person:1022[0-9]{13}}"})
  Map<String, Object> me(
      GraphRequest request, @PathVariable(required = false) @Nullable String person) {
    return door.enter(
        request,
        Operation.PROFILE,
        credential ->
            switch (credential) {
              case Credential.OfPerson(var token) -> {
                requireSelf(person, token);
                yield ProfileShapes.ofPeople(request.origin())
                    .show(
                        journal.exclusively(() -> people.person(token.consent().personId())),
                        request,
                        "name,id");
              }
              case Credential.OfPage ofPage ->
                  ProfileShapes.ofPages(request.origin(), credential)
                      .show(page(ofPage.pageId()), request, "name,id");
            });
  }

  /** The Pages that the person chose; none if listing them was not granted. */
  @GetMapping("/{person:me|1022[0-9]{13}}/accounts")
  GraphList pages(GraphRequest request, @PathVariable String version, @PathVariable String person) {
    return door.enter(
        request,
        Operation.PROFILE,
        credential -> {
          var token = requirePerson(person, credential);
          var shapes = ProfileShapes.ofPages(request.origin(), credential);
          var pages =
              credential.granted().contains(Permission.PAGES_SHOW_LIST)
                  ? token.consent().pageIds().stream().map(this::page).toList()
                  : List.<Page>of();
          return GraphList.of(
              pages,
              Page::id,
              page -> shapes.show(page, request, PAGE_FIELDS),
              request,
              "/fb-graph/%s/%s/accounts".formatted(version, person));
        });
  }

  @GetMapping("/{person:me|1022[0-9]{13}}/permissions")
  PermissionsResponse permissions(GraphRequest request, @PathVariable String person) {
    return door.enter(
        request,
        Operation.PROFILE,
        credential -> {
          var consent = requirePerson(person, credential).consent();
          return new PermissionsResponse(
              Stream.concat(
                      consent.granted().stream().map(p -> new GrantedOrNot(p, "granted")),
                      consent.declined().stream().map(p -> new GrantedOrNot(p, "declined")))
                  .toList());
        });
  }

  /** The app gives up everything that it may do for the person. */
  @DeleteMapping("/{person:me|1022[0-9]{13}}/permissions")
  SuccessResponse revoke(GraphRequest request, @PathVariable String person) {
    return door.enter(
        request,
        Operation.REVOKE,
        credential -> {
          credentials.removeApp(requirePerson(person, credential).consent().personId());
          return new SuccessResponse(true);
        });
  }

  /** A Page with its own token, or with that of somebody who chose it. */
  @GetMapping("/{page:10[0-9]{13}}")
  Map<String, Object> page(GraphRequest request, @PathVariable String page) {
    return door.enter(
        request,
        Operation.PROFILE,
        credential -> {
          var reachable =
              switch (credential) {
                case Credential.OfPerson(var token) -> token.consent().pageIds().contains(page);
                case Credential.OfPage ofPage -> ofPage.pageId().equals(page);
              };
          if (!reachable) {
            throw GraphError.noSuchObject(page);
          }
          return ProfileShapes.ofPages(request.origin(), credential)
              .show(page(page), request, "name,id");
        });
  }

  private Page page(String id) {
    return journal.exclusively(() -> people.page(id)).orElseThrow();
  }

  private static UserToken requirePerson(String person, Credential credential) {
    if (!(credential instanceof Credential.OfPerson(var token))) {
      throw GraphError.of(
          100, "(#100) Tried accessing nonexisting field (accounts) on node type (Page)");
    }
    requireSelf(person, token);
    return token;
  }

  private static void requireSelf(@Nullable String person, UserToken token) {
    if (person != null && !person.equals("me") && !person.equals(token.consent().personId())) {
      throw GraphError.noSuchObject(person);
    }
  }
}
