package com.postpilot.auth.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.postpilot.auth.identity.EmailAddress;
import com.postpilot.auth.identity.Member;
import com.postpilot.auth.identity.NewUser;
import com.postpilot.auth.session.Entry.Admitted;
import com.postpilot.auth.session.Sessions.Client;
import com.postpilot.auth.token.AccessTokens;
import com.postpilot.common.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Registering, logging in and out. Secrets have no Bean Validation beyond their presence: its
 * messages, which Spring logs at DEBUG, repeat the value.
 */
@RestController
@RequestMapping("/api/v1/auth")
class SessionController {
  private static final int MAX_PASSWORD = 1024;

  private final Entry entry;
  private final AccessTokens accessTokens;
  private final SessionCookie cookie;

  SessionController(Entry entry, AccessTokens accessTokens, SessionCookie cookie) {
    this.entry = entry;
    this.accessTokens = accessTokens;
    this.cookie = cookie;
  }

  /** How the client wants to keep its refresh token; in the body unless it says so. */
  enum SessionKind {
    COOKIE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  record RegisterRequest(
      @NotNull @Size(max = 320) String email,
      @NotNull String password,
      @Size(max = 100) @Nullable String name,
      @Size(max = 64) @Nullable String timezone,
      @Nullable SessionKind session) {
    @Override
    public String toString() {
      return "RegisterRequest[…]";
    }
  }

  record LoginRequest(
      @NotNull @Size(max = 320) String email,
      @NotNull String password,
      @Nullable SessionKind session) {
    @Override
    public String toString() {
      return "LoginRequest[…]";
    }
  }

  record RefreshRequest(@Nullable String refreshToken, @Nullable UUID workspaceId) {
    @Override
    public String toString() {
      return "RefreshRequest[…]";
    }
  }

  record LogoutRequest(@Nullable String refreshToken) {
    @Override
    public String toString() {
      return "LogoutRequest[…]";
    }
  }

  /**
   * @param expiresIn seconds
   * @param refreshToken absent when it is in the cookie
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SessionResponse(
      String accessToken,
      long expiresIn,
      @Nullable String refreshToken,
      Member.User user,
      Member.Workspace workspace) {
    @Override
    public String toString() {
      return "SessionResponse[…]";
    }
  }

  @PostMapping("/register")
  ResponseEntity<SessionResponse> register(
      @Valid @RequestBody RegisterRequest body, HttpServletRequest request) {
    check(body.session(), request);
    var newUser = NewUser.of(body.email(), body.password(), body.name(), body.timezone());
    return answer(HttpStatus.CREATED, entry.register(newUser, client(request)), body.session());
  }

  @PostMapping("/login")
  ResponseEntity<SessionResponse> login(
      @Valid @RequestBody LoginRequest body, HttpServletRequest request) {
    check(body.session(), request);
    var email =
        EmailAddress.parse(body.email())
            .orElseThrow(
                () -> Problem.invalid("email", "invalid", "This is not an e-mail address."));
    if (body.password().length() > MAX_PASSWORD) {
      throw Problem.invalid("password", "too_long", "No password is that long.");
    }
    return answer(
        HttpStatus.OK, entry.login(email, body.password(), client(request)), body.session());
  }

  @PostMapping("/refresh")
  ResponseEntity<SessionResponse> refresh(
      @RequestBody(required = false) @Nullable RefreshRequest body, HttpServletRequest request) {
    var given = Optional.ofNullable(body).map(RefreshRequest::refreshToken);
    var token =
        given
            .map(RefreshToken::new)
            .or(() -> cookie.in(request))
            .orElseThrow(
                () ->
                    Problem.invalid(
                        "refresh_token", "not_null", "Neither the body nor a cookie has one."));
    return answer(
        HttpStatus.OK,
        entry.refresh(token, body == null ? null : body.workspaceId(), client(request)),
        given.isPresent() ? null : SessionKind.COOKIE);
  }

  /** Ends the session; whoever has none is logged out already. */
  @PostMapping("/logout")
  ResponseEntity<Void> logout(
      @RequestBody(required = false) @Nullable LogoutRequest body, HttpServletRequest request) {
    Optional.ofNullable(body)
        .map(LogoutRequest::refreshToken)
        .map(RefreshToken::new)
        .or(() -> cookie.in(request))
        .ifPresent(entry::logout);
    return ResponseEntity.noContent().header(HttpHeaders.SET_COOKIE, cookie.gone()).build();
  }

  /** A foreign page must not log its visitor in as somebody else. */
  private void check(@Nullable SessionKind session, HttpServletRequest request) {
    if (session == SessionKind.COOKIE) {
      cookie.checkOrigin(request);
    }
  }

  private static Client client(HttpServletRequest request) {
    return new Client(request.getRemoteAddr(), request.getHeader(HttpHeaders.USER_AGENT));
  }

  private ResponseEntity<SessionResponse> answer(
      HttpStatus status, Admitted admitted, @Nullable SessionKind session) {
    var member = admitted.member();
    var accessToken =
        accessTokens.forUser(
            member.user().id(),
            member.workspace().id(),
            member.workspace().role(),
            admitted.sessionId());
    var answer = ResponseEntity.status(status).cacheControl(CacheControl.noStore());
    if (session == SessionKind.COOKIE) {
      answer.header(HttpHeaders.SET_COOKIE, cookie.holding(admitted.refreshToken()));
    }
    return answer.body(
        new SessionResponse(
            accessToken.value(),
            accessToken.lifetime().toSeconds(),
            session == SessionKind.COOKIE ? null : admitted.refreshToken().value(),
            member.user(),
            member.workspace()));
  }
}
