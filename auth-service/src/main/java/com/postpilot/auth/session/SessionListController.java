package com.postpilot.auth.session;

import com.postpilot.auth.SystemWork;
import com.postpilot.auth.session.Sessions.Ending;
import com.postpilot.auth.session.Sessions.Summary;
import com.postpilot.auth.token.AccessTokens;
import com.postpilot.common.security.Caller;
import com.postpilot.common.web.Cursor;
import com.postpilot.common.web.Page;
import com.postpilot.common.web.Problem;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where a user is logged in, and logging out there. */
@RestController
@RequestMapping("/api/v1/auth/sessions")
class SessionListController {
  private final Sessions sessions;
  private final SystemWork system;

  SessionListController(Sessions sessions, SystemWork system) {
    this.sessions = sessions;
    this.system = system;
  }

  /**
   * @param userAgent as the client calls itself
   * @param address from which it was used last
   * @param current whether the token of the request was given in it
   */
  record SessionItem(
      UUID id,
      @Nullable String userAgent,
      @Nullable String address,
      Instant createdAt,
      Instant lastUsedAt,
      boolean current) {}

  private record Key(UUID id) {}

  @GetMapping
  Page<SessionItem> list(
      @RequestParam(defaultValue = "" + Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @RequestParam(required = false) @Nullable String cursor,
      @AuthenticationPrincipal Jwt token,
      Caller caller) {
    var before = Cursor.decode(cursor, Key.class).map(Key::id).orElse(null);
    var current = AccessTokens.sessionOf(token).orElse(null);
    var rows =
        system.inTransaction(
            () -> {
              sessions.mustBeAlive(current);
              return sessions.of(caller.userId(), before, limit + 1);
            });
    return Page.of(rows, limit, session -> new Key(session.id()))
        .map(session -> item(session, session.id().equals(current)));
  }

  private static SessionItem item(Summary session, boolean current) {
    return new SessionItem(
        session.id(),
        session.userAgent(),
        session.address(),
        session.createdAt(),
        session.lastUsedAt(),
        current);
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void end(@PathVariable UUID id, @AuthenticationPrincipal Jwt token, Caller caller) {
    var current = AccessTokens.sessionOf(token).orElse(null);
    var ended =
        system.inTransaction(
            () -> {
              sessions.mustBeAlive(current);
              return sessions.end(caller.userId(), id, Ending.CLOSED);
            });
    if (!ended) {
      throw Problem.notFound("session", id);
    }
  }

  /** Logs out everywhere else. */
  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void endOthers(@AuthenticationPrincipal Jwt token, Caller caller) {
    var current = AccessTokens.sessionOf(token).orElse(null);
    system.inTransaction(
        () -> {
          sessions.mustBeAlive(current);
          sessions.endAll(caller.userId(), current, Ending.CLOSED);
          return true;
        });
  }
}
