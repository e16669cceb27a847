package com.postpilot.sandbox.facebook.account;

import com.postpilot.sandbox.facebook.account.DialogRequest.Refused;
import com.postpilot.sandbox.page.Pages;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The login dialog of www.facebook.com: first who, then what for which Pages. */
@Controller
@RequestMapping("/fb-www/{version:v[0-9]+\\.[0-9]+}/dialog/oauth")
class DialogController {

  private static final int USUAL_PAGES = 2;
  private static final int MOST_PAGES = 200;

  private final Dialog dialog;
  private final FacebookApp app;
  private final Pages pages;

  DialogController(Dialog dialog, FacebookApp app, Pages pages) {
    this.dialog = dialog;
    this.app = app;
    this.pages = pages;
  }

  record WhoPage(String clientId, List<Parameter> parameters, List<Candidate> candidates) {}

  record WhatPage(
      String clientId,
      String name,
      List<Parameter> parameters,
      List<PageChoice> pages,
      boolean pageless,
      List<Ask> asks) {}

  record Parameter(String name, String value) {}

  record Candidate(String handle, String name, boolean first) {}

  record PageChoice(String id, String handle, String name) {}

  record Ask(String permission, String description) {}

  record RefusalPage(String message) {}

  /**
   * Asks the person. For programs: {@code sandbox_auto_approve=1} agrees at once as {@code
   * sandbox_user}, who has {@code sandbox_pages} Pages and grants them all, with {@code
   * sandbox_scopes} or else everything.
   */
  @GetMapping
  ResponseEntity<String> ask(@RequestParam Map<String, String> parameters) {
    var request = DialogRequest.of(parameters, app);
    var user = chosenUser(parameters);
    if ("1".equals(parameters.get("sandbox_auto_approve"))) {
      var person = dialog.person(user == null ? dialog.candidates().getFirst().handle() : user);
      var scopes = parameters.get("sandbox_scopes");
      var granted = scopes == null ? request.permissions() : DialogRequest.permissions(scopes);
      return approve(request, person, person.pages(pageCount(parameters)), granted);
    }
    return user == null
        ? pages.page(HttpStatus.OK, "facebook-who", who(parameters))
        : pages.page(
            HttpStatus.OK, "facebook-what", what(parameters, request, dialog.person(user)));
  }

  /** The person decided. */
  @PostMapping
  ResponseEntity<String> decide(@RequestParam MultiValueMap<String, String> form) {
    var parameters = form.toSingleValueMap();
    var request = DialogRequest.of(parameters, app);
    if (!"approve".equals(form.getFirst("decision"))) {
      return redirect(request.denied());
    }
    var person = dialog.person(Objects.requireNonNullElse(chosenUser(parameters), ""));
    var granted = Objects.requireNonNullElse(form.get("granted"), List.<String>of());
    var chosen = Objects.requireNonNullElse(form.get("page"), List.<String>of());
    var chosenPages =
        dialog.pagesOf(person, pageCount(parameters)).stream()
            .filter(page -> chosen.contains(page.id()))
            .toList();
    return approve(
        request, person, chosenPages, DialogRequest.permissions(String.join(",", granted)));
  }

  @ExceptionHandler
  ResponseEntity<String> handle(Refused refused) {
    return pages.page(
        HttpStatus.BAD_REQUEST, "refusal", new RefusalPage(String.valueOf(refused.getMessage())));
  }

  private ResponseEntity<String> approve(
      DialogRequest request, Person person, List<Page> chosen, Set<Permission> granted) {
    return redirect(request.approvedWith(dialog.approve(person, request, granted, chosen)));
  }

  /** Who it is, once that was said. */
  private static @Nullable String chosenUser(Map<String, String> parameters) {
    var other = parameters.getOrDefault("sandbox_other_user", "");
    return other.isBlank() ? parameters.get("sandbox_user") : other.strip();
  }

  private static int pageCount(Map<String, String> parameters) {
    try {
      var count = Integer.parseInt(parameters.getOrDefault("sandbox_pages", "" + USUAL_PAGES));
      if (count >= 0 && count <= MOST_PAGES) {
        return count;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new Refused("sandbox_pages is a number from 0 to " + MOST_PAGES);
  }

  private WhoPage who(Map<String, String> parameters) {
    var candidates = dialog.candidates();
    return new WhoPage(
        app.clientId(),
        parameters(parameters),
        candidates.stream()
            .map(
                person ->
                    new Candidate(
                        person.handle(), person.name(), person.equals(candidates.getFirst())))
            .toList());
  }

  private WhatPage what(Map<String, String> parameters, DialogRequest request, Person person) {
    var choice =
        dialog.pagesOf(person, pageCount(parameters)).stream()
            .map(page -> new PageChoice(page.id(), page.handle(), page.name()))
            .toList();
    return new WhatPage(
        app.clientId(),
        person.name(),
        parameters(parameters),
        choice,
        choice.isEmpty(),
        request.permissions().stream()
            .filter(permission -> permission != Permission.PUBLIC_PROFILE)
            .map(permission -> new Ask(permission.wireName(), permission.description()))
            .toList());
  }

  private static List<Parameter> parameters(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(entry -> new Parameter(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static ResponseEntity<String> redirect(String uri) {
    return ResponseEntity.status(HttpStatus.FOUND).location(URI.create(uri)).build();
  }
}
