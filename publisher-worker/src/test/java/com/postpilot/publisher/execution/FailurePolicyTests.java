package com.postpilot.publisher.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.common.contract.HoldReason;
import com.postpilot.common.contract.Platform;
import com.postpilot.publisher.PublisherProperties;
import com.postpilot.publisher.ledger.Ending;
import com.postpilot.publisher.ledger.Publication;
import com.postpilot.publisher.platform.Actor;
import com.postpilot.publisher.platform.ErrorClass;
import com.postpilot.publisher.platform.PlatformError;
import com.postpilot.publisher.token.AccountToken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class FailurePolicyTests {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final AccountToken.Usable TOKEN = new AccountToken.Usable("t", "1784", 7);

  private final FailurePolicy policy =
      new FailurePolicy(
          new PublisherProperties(
              1,
              Duration.ofSeconds(10),
              Duration.ofMillis(200),
              Duration.ofSeconds(30),
              Duration.ofMinutes(10),
              Duration.ofSeconds(60),
              Duration.ofMinutes(10),
              Duration.ofMinutes(10),
              5));

  private static Publication after(int attempts) {
    return after(attempts, null);
  }

  private static Publication after(int attempts, @Nullable Instant waitingSince) {
    var id = UUID.randomUUID();
    return new Publication(
        id,
        id,
        NOW,
        id,
        id,
        id,
        "1784",
        Platform.INSTAGRAM,
        "INSTAGRAM/1784",
        NOW,
        NOW,
        "text",
        List.of(),
        Map.of(),
        "hash",
        null,
        attempts,
        waitingSince,
        1);
  }

  private static PlatformError error(
      ErrorClass kind, @Nullable Duration rest, boolean application) {
    return new PlatformError(
        "1/2", kind, true, "Cause.", Actor.OWNER, "Action.", null, rest, application);
  }

  private Verdict decide(ErrorClass kind, int attempts) {
    return policy.decide(after(attempts), error(kind, null, false), TOKEN, NOW);
  }

  @RepeatedTest(20)
  void errorsThatPassAreTriedAgainLaterAndLater() {
    assertThat(decide(ErrorClass.RETRY, 0))
        .isInstanceOfSatisfying(
            Verdict.Later.class,
            later -> {
              assertThat(later.until()).isAfter(NOW).isBefore(NOW.plusSeconds(2));
              assertThat(later.attempts()).isEqualTo(1);
              assertThat(later.anew()).isFalse();
            });
    assertThat(FailurePolicy.backOff(50)).isLessThan(Duration.ofMinutes(5));
  }

  @Test
  void afterItsLastAttemptAPostFailsWithWhatWentWrong() {
    assertThat(decide(ErrorClass.RETRY, 4))
        .isInstanceOfSatisfying(
            Verdict.Over.class,
            over ->
                assertThat(over.ending())
                    .isInstanceOfSatisfying(
                        Ending.Failed.class,
                        failed -> assertThat(failed.reason()).contains("5 times")));
  }

  @Test
  void anErrorThatSeldomPassesIsGivenUpEarlierAndSaysWhatToDo() {
    var error =
        new PlatformError(
            "9004/2207052", ErrorClass.RETRY, true, "C.", Actor.OWNER, "Do it.", 2, null, false);

    assertThat(policy.decide(after(0), error, TOKEN, NOW)).isInstanceOf(Verdict.Later.class);
    assertThat(policy.decide(after(1), error, TOKEN, NOW))
        .isEqualTo(
            new Verdict.Over(
                new Ending.Failed("9004/2207052", "C. PostPilot tried 2 times.", "Do it.")));
  }

  @Test
  void whatHasWaitedForTenMinutesIsHeldAndGoesOnByItself() {
    var soon = NOW.plusSeconds(1);

    assertThat(policy.insteadOfWaiting(after(0), soon, "Away.")).isEmpty();
    assertThat(policy.insteadOfWaiting(after(0, NOW.minusSeconds(590)), soon, "Away.")).isEmpty();
    assertThat(policy.insteadOfWaiting(after(0, NOW.minusSeconds(600)), soon, "Away."))
        .hasValue(
            new Ending.Held(
                HoldReason.UNAVAILABLE,
                null,
                "Away. PostPilot tries again by itself.",
                soon.plusSeconds(300),
                null));
  }

  @Test
  void mediaThatAreOfNoMoreUseArePreparedAnew() {
    assertThat(decide(ErrorClass.NEW_CONTAINER, 0))
        .isInstanceOfSatisfying(Verdict.Later.class, later -> assertThat(later.anew()).isTrue());
  }

  @Test
  void aShortWindowIsWaitedForByTheAccountAlone() {
    assertThat(
            policy.decide(
                after(0), error(ErrorClass.WAIT, Duration.ofMinutes(3), false), TOKEN, NOW))
        .isEqualTo(new Verdict.Later(NOW.plusSeconds(180), "Cause.", 0, false, "INSTAGRAM/1784"));
  }

  @Test
  void aLimitOfTheApplicationLetsThePlatformRest() {
    assertThat(
            policy.decide(
                after(0), error(ErrorClass.WAIT, Duration.ofMinutes(3), true), TOKEN, NOW))
        .isInstanceOfSatisfying(
            Verdict.Later.class, later -> assertThat(later.parked()).isEqualTo("INSTAGRAM"));
  }

  @Test
  void aLongWindowEndsTheDeliverySoThatThePostCanBeEdited() {
    assertThat(
            policy.decide(
                after(0), error(ErrorClass.WAIT, Duration.ofHours(24), false), TOKEN, NOW))
        .isEqualTo(
            new Verdict.OverAndParked(
                new Ending.Held(
                    HoldReason.QUOTA,
                    "1/2",
                    "Cause. Action.",
                    NOW.plus(Duration.ofHours(24)),
                    null),
                "INSTAGRAM/1784",
                NOW.plus(Duration.ofHours(24))));
  }

  @Test
  void aDeadTokenNamesTheConnectionThatItBelongedTo() {
    assertThat(decide(ErrorClass.REAUTH, 0))
        .isInstanceOfSatisfying(
            Verdict.Over.class,
            over ->
                assertThat(over.ending())
                    .isInstanceOfSatisfying(
                        Ending.Held.class,
                        held -> {
                          assertThat(held.reason()).isEqualTo(HoldReason.NEEDS_REAUTH);
                          assertThat(held.generation()).isEqualTo(7);
                        }));
  }

  @Test
  void contentThatIsRefusedFailsAtOnce() {
    assertThat(decide(ErrorClass.CONTENT, 0))
        .isEqualTo(new Verdict.Over(new Ending.Failed("1/2", "Cause.", "Action.")));
  }

  @Test
  void aBlockedAccountIsHeldForAPerson() {
    for (var kind : List.of(ErrorClass.PERMISSION, ErrorClass.POLICY)) {
      assertThat(decide(kind, 0))
          .isInstanceOfSatisfying(
              Verdict.Over.class,
              over ->
                  assertThat(over.ending())
                      .isInstanceOfSatisfying(
                          Ending.Held.class,
                          held ->
                              assertThat(held.reason()).isEqualTo(HoldReason.ACCOUNT_RESTRICTED)));
    }
  }
}
