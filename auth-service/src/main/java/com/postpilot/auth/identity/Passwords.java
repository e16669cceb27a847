package com.postpilot.auth.identity;

import com.postpilot.common.web.Problem;
import java.text.Normalizer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/** Argon2id, a few at a time: a flood of log-ins must not take the memory of everything else. */
@Component
class Passwords {
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int LANES = 1;
  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;

  /** Nobody's: makes a log-in with an unknown address take as long as one with a known address. */
  private static final String NOBODYS_HASH =
      "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5cyBzYWx0IDE2Yg$"
          + "Zm9yIHRpbWluZyBhbG9uZSwgbWF0Y2hlcyBub3RoaW5nIQ";

  private final Argon2PasswordEncoder encoder =
      new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
  private final Semaphore turns;
  private final Duration patience;

  Passwords(PasswordProperties properties) {
    this.turns = new Semaphore(properties.concurrency(), true);
    this.patience = properties.patience();
  }

  /**
   * @throws Problem 503 when too many wait already
   */
  String hash(String password) {
    return inTurn(() -> encoded(password));
  }

  /**
   * @throws Problem 503 when too many wait already
   */
  boolean matches(String password, String hash) {
    return inTurn(() -> encoder.matches(unified(password), hash));
  }

  void matchNobody(String password) {
    matches(password, NOBODYS_HASH);
  }

  /** Whether {@code hash} was made when less work was thought to be enough. */
  boolean isTooWeak(String hash) {
    return encoder.upgradeEncoding(hash);
  }

  private String encoded(String password) {
    var hash = encoder.encode(unified(password));
    if (hash == null) {
      throw new IllegalStateException("The password was not hashed");
    }
    return hash;
  }

  /** Keyboards differ in how they compose the same letter. */
  private static String unified(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFC);
  }

  private <R> R inTurn(Supplier<R> work) {
    try {
      if (!turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw Problem.unavailable("password check", Duration.ofSeconds(5));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.unavailable("password check", Duration.ofSeconds(5));
    }
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }
}
