package com.postpilot.sandbox.instagram.account;

import com.postpilot.sandbox.handle.Handle;
import com.postpilot.sandbox.instagram.account.AuthorizationRequest.Refused;
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

/** The consent page of www.instagram.com. */
@Controller
@RequestMapping("/ig-www/oauth/authorize")
class AuthorizeController {

  private final Consent consent;
  private final InstagramApp app;
  private final Pages pages;

  AuthorizeController(Consent consent, InstagramApp app, Pages pages) {
    this.consent = consent;
    this.app = app;
    this.pages = pages;
  }

  record ConsentPage(
      String clientId, List<Parameter> parameters, List<Candidate> candidates, List<Ask> asks) {}

  record Parameter(String name, String value) {}

  record Candidate(String handle, String name, boolean first) {}

  record Ask(String scope, String description, boolean required) {}

  record RefusalPage(String message) {}

  /**
   * Asks the user. For programs: {@code sandbox_auto_approve=1} agrees at once as {@code
   * sandbox_user}, granting {@code sandbox_scopes} or else everything.
   */
  @GetMapping
  ResponseEntity<String> ask(@RequestParam Map<String, String> parameters) {
    var request = AuthorizationRequest.of(parameters, app);
    if ("1".equals(parameters.get("sandbox_auto_approve"))) {
      var granted = parameters.get("sandbox_scopes");
      var scopes = granted == null ? request.scopes() : AuthorizationRequest.scopes(granted);
      return approve(request, parameters.get("sandbox_user"), scopes);
    }
    return pages.page(HttpStatus.OK, "consent", consentPage(parameters, request));
  }

  /** The user decided. */
  @PostMapping
  ResponseEntity<String> decide(@RequestParam MultiValueMap<String, String> form) {
    var request = AuthorizationRequest.of(form.toSingleValueMap(), app);
    if (!"approve".equals(form.getFirst("decision"))) {
      return redirect(request.denied());
    }
    var granted = String.join(",", Objects.requireNonNullElse(form.get("granted"), List.of()));
    var other = form.getFirst("other_user");
    var handle = other == null || other.isBlank() ? form.getFirst("user") : other;
    return approve(request, handle, AuthorizationRequest.scopes(granted));
  }

  @ExceptionHandler
  ResponseEntity<String> handle(Refused refused) {
    return pages.page(
        HttpStatus.BAD_REQUEST, "refusal", new RefusalPage(String.valueOf(refused.getMessage())));
  }

  private ResponseEntity<String> approve(
      AuthorizationRequest request, @Nullable String handle, Set<Scope> granted) {
    var user = handle == null ? consent.candidates().getFirst().handle() : handle.strip();
    if (!Handle.mayBeChosen(user)) {
      throw new Refused("A username has 1 to 30 small letters, digits, dots and underscores");
    }
    if (!request.scopes().containsAll(granted)) {
      throw new Refused("Only what the app asked for can be granted");
    }
    return redirect(request.approvedWith(consent.approve(user, request.redirectUri(), granted)));
  }

  private ConsentPage consentPage(Map<String, String> parameters, AuthorizationRequest request) {
    var candidates = consent.candidates();
    return new ConsentPage(
        app.clientId(),
        parameters.entrySet().stream()
            .map(entry -> new Parameter(entry.getKey(), entry.getValue()))
            .toList(),
        candidates.stream()
            .map(
                profile ->
                    new Candidate(
                        profile.handle(), profile.name(), profile.equals(candidates.getFirst())))
            .toList(),
        request.scopes().stream()
            .map(scope -> new Ask(scope.wireName(), scope.description(), scope == Scope.BASIC))
            .toList());
  }

  private static ResponseEntity<String> redirect(String uri) {
    return ResponseEntity.status(HttpStatus.FOUND).location(URI.create(uri)).build();
  }
}
