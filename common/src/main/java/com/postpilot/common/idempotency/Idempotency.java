package com.postpilot.common.idempotency;

import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import tools.jackson.databind.json.JsonMapper;

/**
 * The effect of a request and the memory of its answer, in one transaction. Every handler of a
 * {@code POST} that changes something makes its change through {@link #once}.
 */
public final class Idempotency {
  private final IdempotencyKeys keys;
  private final TransactionTemplate transaction;
  private final JsonMapper json;

  Idempotency(IdempotencyKeys keys, PlatformTransactionManager transactions, JsonMapper json) {
    this.keys = keys;
    this.transaction = new TransactionTemplate(transactions);
    this.json = json;
  }

  /** Runs {@code effect} in a transaction and remembers its answer with status 200. */
  public <T> T once(Supplier<T> effect) {
    return once(HttpStatus.OK, effect);
  }

  /**
   * Runs {@code effect} in a transaction and, if the request has an Idempotency-Key, remembers the
   * answer there. Calls to other systems belong before it.
   *
   * @param status with which the handler answers
   */
  public <T> T once(HttpStatus status, Supplier<T> effect) {
    return once(status, effect, answer -> answer);
  }

  /**
   * The same, for answers that hold a secret: it is told once, and never stored.
   *
   * @param withoutSecrets the answer as it is remembered and replayed
   */
  public <T> T once(HttpStatus status, Supplier<T> effect, UnaryOperator<T> withoutSecrets) {
    return once(status, answer -> HttpHeaders.EMPTY, effect, withoutSecrets);
  }

  /**
   * The same, for answers with headers that matter, such as an ETag: a replay has them, too.
   *
   * @param headers with which the handler answers
   */
  public <T> T once(
      HttpStatus status, Function<? super T, HttpHeaders> headers, Supplier<T> effect) {
    return once(status, headers, effect, answer -> answer);
  }

  private <T> T once(
      HttpStatus status,
      Function<? super T, HttpHeaders> headers,
      Supplier<T> effect,
      UnaryOperator<T> withoutSecrets) {
    return transaction.execute(
        ignored -> {
          T answer = effect.get();
          remember(status.value(), headers.apply(answer), withoutSecrets.apply(answer));
          return answer;
        });
  }

  /** The same, where only the effect knows with which status and headers the handler answers. */
  public <T> ResponseEntity<T> answer(Supplier<ResponseEntity<T>> effect) {
    return transaction.execute(
        ignored -> {
          var answer = effect.get();
          remember(answer.getStatusCode().value(), answer.getHeaders(), answer.getBody());
          return answer;
        });
  }

  private void remember(int status, HttpHeaders headers, @Nullable Object body) {
    if (RequestContextHolder.currentRequestAttributes()
            .getAttribute(IdempotencyInterceptor.CLAIM, RequestAttributes.SCOPE_REQUEST)
        instanceof IdempotencyKeys.Claim claim) {
      keys.complete(
          claim,
          new IdempotencyKeys.Found.Answer(
              status, headers.toSingleValueMap(), json.writeValueAsString(body)));
    }
  }

  /**
   * For work in parts of which each commits for itself: what {@link #once} does within is not
   * remembered; the answer to the whole is, when all parts are done.
   */
  public <T> T inParts(Supplier<T> work) {
    var request = RequestContextHolder.currentRequestAttributes();
    var claim = request.getAttribute(IdempotencyInterceptor.CLAIM, RequestAttributes.SCOPE_REQUEST);
    if (claim == null) {
      return work.get();
    }
    request.removeAttribute(IdempotencyInterceptor.CLAIM, RequestAttributes.SCOPE_REQUEST);
    T answer;
    try {
      answer = work.get();
    } finally {
      request.setAttribute(IdempotencyInterceptor.CLAIM, claim, RequestAttributes.SCOPE_REQUEST);
    }
    return once(() -> answer);
  }
}
