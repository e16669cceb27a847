package com.postpilot.sandbox.tiktok.account;

import com.postpilot.sandbox.page.Pages;
import com.postpilot.sandbox.tiktok.account.AuthorizationRequest.Refused;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

/** The consent page of www.tiktok.com. */
@Controller("tikTokAuthorizeController")
@RequestMapping("/tiktok-www/v2/auth/authorize/")
class AuthorizeController {

  private final Consent consent;
  private final TikTokApp app;
  private final Pages pages;

  AuthorizeController(Consent consent, TikTokApp app, Pages pages) {
    this.consent = consent;
    this.app = app;
    this.pages = pages;
  }

  record ConsentPage(
      String clientKey, List<Parameter> parameters, List<Candidate> candidates, List<Ask> asks) {}

  record Parameter(String name, String value) {}

  record Candidate(String handle, String nickname, boolean hidden, boolean first) {}

  record Ask(String scope, String description) {}

  record RefusalPage(String message) {}

  /**
   * Asks the creator. For programs: {@code sandbox_auto_approve=1} agrees at once as {@code
   * sandbox_user}, granting {@code sandbox_scopes} or else everything; {@code sandbox_private=1}
   * makes the account private, {@code 0} public.
   */
  @GetMapping
  ResponseEntity<String> ask(@RequestParam Map<String, String> parameters) {
    var request = AuthorizationRequest.of(parameters, app);
    if ("1".equals(parameters.get("sandbox_auto_approve"))) {
      var granted = parameters.get("sandbox_scopes");
      var scopes = granted == null ? request.scopes() : AuthorizationRequest.scopes(granted);
      return approve(
          request,
          parameters.get("sandbox_user"),
          isPrivate(parameters.get("sandbox_private")),
          scopes);
    }
    return pages.page(HttpStatus.OK, "tiktok-consent", consentPage(parameters, request));
  }

  /** The creator decided. */
  @PostMapping
  ResponseEntity<String> decide(@RequestParam MultiValueMap<String, String> form) {
    var request = AuthorizationRequest.of(form.toSingleValueMap(), app);
    if (!"approve".equals(form.getFirst("decision"))) {
      return redirect(request.denied());
    }
    var granted = form.get("granted");
    var scopes =
        granted == null ? Scope.none() : AuthorizationRequest.scopes(String.join(",", granted));
    var other = form.getFirst("other_user");
    var handle = other == null || other.isBlank() ? form.getFirst("user") : other;
    return approve(request, handle, isPrivate(form.getFirst("private")), scopes);
  }

  @ExceptionHandler
  ResponseEntity<String> handle(Refused refused) {
    var message = "We couldn't log in with TikTok. Check this parameter: " + refused.getMessage();
    return pages.page(HttpStatus.BAD_REQUEST, "refusal", new RefusalPage(message));
  }

  private static Optional<Boolean> isPrivate(@Nullable String choice) {
    return Optional.ofNullable(choice).filter(c -> !c.isEmpty()).map("1"::equals);
  }

  private ResponseEntity<String> approve(
      AuthorizationRequest request,
      @Nullable String handle,
      Optional<Boolean> isPrivate,
      Set<Scope> granted) {
    var user = handle == null ? consent.candidates().getFirst().handle() : handle.strip();
    if (!Creator.isHandle(user)) {
      throw new Refused("user");
    }
    if (!request.scopes().containsAll(granted)) {
      throw new Refused("scope");
    }
    var code = consent.approve(user, isPrivate, request, granted);
    return redirect(request.approvedWith(code, granted));
  }

  private ConsentPage consentPage(Map<String, String> parameters, AuthorizationRequest request) {
    var candidates = consent.candidates();
    return new ConsentPage(
        app.clientKey(),
        parameters.entrySet().stream()
            .map(entry -> new Parameter(entry.getKey(), Objects.toString(entry.getValue(), "")))
            .toList(),
        candidates.stream()
            .map(
                creator ->
                    new Candidate(
                        creator.handle(),
                        creator.nickname(),
                        creator.privateAccount(),
                        creator.equals(candidates.getFirst())))
            .toList(),
        request.scopes().stream()
            .map(scope -> new Ask(scope.wireName(), scope.description()))
            .toList());
  }

  private static ResponseEntity<String> redirect(String uri) {
    return ResponseEntity.status(HttpStatus.FOUND).location(URI.create(uri)).build();
  }
}
