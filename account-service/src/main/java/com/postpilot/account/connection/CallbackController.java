package com.postpilot.account.connection;

import com.postpilot.account.oauth.OAuthPlatforms;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The one address that platforms send browsers to. Not a {@code @RestController}: what parameters a
 * platform adds is its own affair.
 */
@Controller
class CallbackController {
  private final OAuthPlatforms platforms;
  private final Callback callback;
  private final ReturnAddresses returnAddresses;

  CallbackController(OAuthPlatforms platforms, Callback callback, ReturnAddresses returnAddresses) {
    this.platforms = platforms;
    this.callback = callback;
    this.returnAddresses = returnAddresses;
  }

  @GetMapping("/api/v1/oauth/{platform}/callback")
  ResponseEntity<String> callback(
      @PathVariable String platform,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String code,
      @RequestParam(required = false) @Nullable String error) {
    var oauth =
        platforms
            .bySlug(platform)
            .orElseThrow(
                () -> Problem.of(ProblemCode.NOT_FOUND, "There is nothing at this address."));
    if (state == null) {
      return CallbackPage.unknown().with(HttpStatus.BAD_REQUEST);
    }
    return callback
        .receive(oauth, new State(state), new Callback.Brought(withoutTail(code), error))
        .map(claimed -> back(claimed.returnTo(), claimed.connectionId()))
        .orElseGet(() -> CallbackPage.unknown().with(HttpStatus.BAD_REQUEST));
  }

  private ResponseEntity<String> back(@Nullable String returnTo, UUID connectionId) {
    return returnAddresses
        .after(returnTo, connectionId)
        .map(
            address ->
                ResponseEntity.status(HttpStatus.SEE_OTHER)
                    .location(address)
                    .header("Referrer-Policy", "no-referrer")
                    .<String>build())
        .orElseGet(() -> CallbackPage.goBack(connectionId).with(HttpStatus.OK));
  }

  /**
   * Instagram ends its address with {@code #_}, Facebook with {@code #_=_}, and some programs take
   * that for a part of it.
   */
  private static @Nullable String withoutTail(@Nullable String code) {
    var bare = code == null ? null : code.replaceFirst("#_(=_)?$", "");
    return bare == null || bare.isBlank() ? null : bare;
  }
}
