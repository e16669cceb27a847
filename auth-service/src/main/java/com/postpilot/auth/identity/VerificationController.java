package com.postpilot.auth.identity;

import com.postpilot.auth.Secret;
import com.postpilot.common.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/auth/verify-email")
class VerificationController {
  private final Verification verification;

  VerificationController(Verification verification) {
    this.verification = verification;
  }

  record VerifyEmailRequest(@NotNull String token) {
    @Override
    public String toString() {
      return "VerifyEmailRequest[…]";
    }
  }

  /** A body that says nothing. */
  record ResendRequest() {}

  /** The token is the credential: whoever has it need not be logged in. */
  @PostMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void verify(@Valid @RequestBody VerifyEmailRequest body) {
    verification.verify(new Secret(body.token()));
  }

  @PostMapping("/resend")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void resend(
      @RequestBody(required = false) @Nullable ResendRequest nothing,
      Caller caller,
      HttpServletRequest request) {
    verification.resend(caller.userId(), request.getRemoteAddr());
  }
}
