package com.postpilot.common.idempotency;

import com.postpilot.common.security.Caller;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.HandlerInterceptor;

/** Claims the key before a handler runs; replays, refuses or waits for no one. */
final class IdempotencyInterceptor implements HandlerInterceptor {
  static final String CLAIM = IdempotencyInterceptor.class.getName() + ".claim";
  private static final String HEADER = "Idempotency-Key";
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private final IdempotencyKeys keys;

  IdempotencyInterceptor(IdempotencyKeys keys) {
    this.keys = keys;
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws IOException {
    var key = request.getHeader(HEADER);
    var caller = Caller.current().orElse(null);
    if (key == null || caller == null || !request.getMethod().equals("POST")) {
      return true;
    }
    if (!KEY.matcher(key).matches()) {
      throw Problem.invalid(HEADER, "invalid", "A key has 1 to 255 visible ASCII characters.");
    }
    var found =
        keys.claim(
            caller.workspaceId(),
            caller.userId().toString(),
            request.getRequestURI(),
            key,
            RememberedBody.hash(request));
    return switch (found) {
      case IdempotencyKeys.Found.Nothing(var claim) -> {
        request.setAttribute(CLAIM, claim);
        yield true;
      }
      case IdempotencyKeys.Found.Answer(var status, var headers, var body) -> {
        response.setStatus(status);
        headers.forEach(response::setHeader);
        response.setHeader("Idempotency-Replayed", "true");
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        yield false;
      }
      case IdempotencyKeys.Found.Running() ->
          throw Problem.of(
                  ProblemCode.IDEMPOTENCY_IN_PROGRESS,
                  "A request with this Idempotency-Key has not been answered yet.")
              .retryAfter(Duration.ofSeconds(1));
      case IdempotencyKeys.Found.OtherRequest() ->
          throw Problem.at(
              ProblemCode.IDEMPOTENCY_KEY_REUSED, HEADER, "This key came with another body.");
    };
  }

  /** A request without an effect (it was refused, it failed) leaves its key free. */
  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception failure) {
    if (request.getAttribute(CLAIM) instanceof IdempotencyKeys.Claim claim) {
      keys.release(claim);
    }
  }
}
