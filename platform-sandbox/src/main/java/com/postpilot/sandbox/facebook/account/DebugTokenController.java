package com.postpilot.sandbox.facebook.account;

import com.postpilot.sandbox.graph.GraphApi;
import com.postpilot.sandbox.graph.GraphError;
import com.postpilot.sandbox.graph.GraphRequest;
import com.postpilot.sandbox.limit.CurrentLimits;
import com.postpilot.sandbox.traffic.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;

/** Tells the app what a token is worth. */
@GraphApi
class DebugTokenController {

  private final FacebookDoor door;
  private final Credentials credentials;
  private final CurrentLimits limits;
  private final FacebookApp app;

  DebugTokenController(
      FacebookDoor door, Credentials credentials, CurrentLimits limits, FacebookApp app) {
    this.door = door;
    this.credentials = credentials;
    this.limits = limits;
    this.app = app;
  }

  record DebugResponse(Inspection data) {}

  /**
   * @param type {@code USER} or {@code PAGE}
   * @param expiresAt unix seconds; 0 means never
   * @param profileId the Page of a Page's token
   */
  record Inspection(
      @Nullable String appId,
      @Nullable String type,
      @Nullable String application,
      @Nullable Long dataAccessExpiresAt,
      @Nullable Refusal error,
      @Nullable Long expiresAt,
      boolean isValid,
      @Nullable Long issuedAt,
      @Nullable String profileId,
      Set<Permission> scopes,
      @Nullable List<GranularScope> granularScopes,
      @Nullable String userId) {}

  record Refusal(int code, @Nullable String message, @Nullable Integer subcode) {}

  record GranularScope(Permission scope, @Nullable List<String> targetIds) {}

  @GetMapping({"/fb-graph/debug_token", "/fb-graph/{version:v[0-9]+\\.[0-9]+}/debug_token"})
  DebugResponse debug(GraphRequest request) {
    var input = request.parameter("input_token");
    return door.enterAsApp(
        request,
        Operation.INSPECT,
        input.orElse(null),
        () -> {
          if (!request.token().orElse("").equals(app.appToken())) {
            throw GraphError.of(
                100,
                "(#100) You must provide an app access token, or a user access token that is an owner or developer of the app");
          }
          return new DebugResponse(inspect(request.required("input_token")));
        });
  }

  private Inspection inspect(String token) {
    return credentials
        .find(token)
        .map(this::inspect)
        .orElseGet(() -> unknown(Credentials.unreadable()));
  }

  private static Inspection unknown(GraphError error) {
    return new Inspection(
        null, null, null, null, refusal(error), null, false, null, null, Set.of(), null, null);
  }

  private Inspection inspect(Credential credential) {
    var consent = credential.origin().consent();
    var refusal = credentials.refusal(credential);
    var end = credential.expiresAt();
    var page = credential instanceof Credential.OfPage ofPage ? ofPage.pageId() : null;
    return new Inspection(
        app.clientId(),
        page == null ? "USER" : "PAGE",
        FacebookApp.NAME,
        seconds(consent.givenAt().plusSeconds(limits.facebook().dataAccessSeconds())),
        refusal == null ? null : refusal(refusal),
        end == null ? 0 : seconds(end),
        refusal == null,
        seconds(credential.origin().issuedAt()),
        page,
        consent.granted(),
        granular(consent),
        consent.personId());
  }

  private static long seconds(Instant instant) {
    return instant.getEpochSecond();
  }

  private static Refusal refusal(GraphError error) {
    return new Refusal(error.code(), error.getMessage(), error.subcode());
  }

  private static List<GranularScope> granular(Consent consent) {
    return consent.granted().stream()
        .map(
            permission ->
                new GranularScope(permission, permission.isAboutPages() ? consent.pageIds() : null))
        .toList();
  }
}
