package com.postpilot.auth.recovery;

import com.postpilot.auth.Secret;
import com.postpilot.auth.identity.EmailAddress;
import com.postpilot.auth.token.AccessTokens;
import com.postpilot.common.security.Caller;
import com.postpilot.common.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Secrets have no Bean Validation beyond their presence: its messages, which Spring logs at DEBUG,
 * repeat the value.
 */
@RestController
@RequestMapping("/api/v1/auth/password")
class PasswordController {
  private final Recovery recovery;

  PasswordController(Recovery recovery) {
    this.recovery = recovery;
  }

  record ForgotPasswordRequest(@NotNull @Size(max = 320) String email) {}

  record ResetPasswordRequest(@NotNull String token, @NotNull String newPassword) {
    @Override
    public String toString() {
      return "ResetPasswordRequest[…]";
    }
  }

  record ChangePasswordRequest(@NotNull String currentPassword, @NotNull String newPassword) {
    @Override
    public String toString() {
      return "ChangePasswordRequest[…]";
    }
  }

  /** The answer is the same whether or not there will be a mail. */
  @PostMapping("/forgot")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void forgot(@Valid @RequestBody ForgotPasswordRequest body, HttpServletRequest request) {
    var email =
        EmailAddress.parse(body.email())
            .orElseThrow(
                () -> Problem.invalid("email", "invalid", "This is not an e-mail address."));
    recovery.forgot(email, request.getRemoteAddr());
  }

  @PostMapping("/reset")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void reset(@Valid @RequestBody ResetPasswordRequest body) {
    recovery.reset(new Secret(body.token()), body.newPassword());
  }

  @PostMapping("/change")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void change(
      @Valid @RequestBody ChangePasswordRequest body,
      @AuthenticationPrincipal Jwt token,
      Caller caller,
      HttpServletRequest request) {
    recovery.change(
        caller.userId(),
        AccessTokens.sessionOf(token).orElse(null),
        body.currentPassword(),
        body.newPassword(),
        request.getRemoteAddr());
  }
}
