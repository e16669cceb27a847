package com.postpilot.account.social;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.postpilot.account.oauth.Identity;
import com.postpilot.common.contract.AccountEvent;
import com.postpilot.common.contract.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SocialAccountTests {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant END = NOW.plus(Duration.ofDays(60));
  private static final Instant NEAR_END = NOW.plus(Duration.ofDays(50));
  private static final Identity IDENTITY = new Identity("1784", "teashop", null, null);

  private final SocialAccount account =
      new SocialAccount(UUID.randomUUID(), Platform.INSTAGRAM, IDENTITY, NOW);

  @Test
  void theFirstConnectionIsNewsOfItsOwn() {
    assertThat(connect()).isInstanceOf(AccountEvent.AccountConnected.class);
    assertThat(connect())
        .isInstanceOfSatisfying(
            AccountEvent.AccountReconnected.class,
            event -> assertThat(event.generation()).isEqualTo(2));
  }

  @Test
  void anotherIdentityCannotTakeItsPlace() {
    var other = new Identity("9999", "other", null, null);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> account.connect(other, "owner", Set.of(), END, NEAR_END, NOW));
  }

  @Test
  void anAccountIsExpiringOnceItsEndIsNear() {
    connect();

    assertThat(account.healthAt(NEAR_END.minusSeconds(1))).isEqualTo(Health.OK);
    assertThat(account.healthAt(NEAR_END)).isEqualTo(Health.EXPIRING);
  }

  @Test
  void itsOwnerIsAskedForOnceForEachConnection() {
    connect();

    assertThat(account.needsReauth(1, "190", NOW)).isPresent();
    assertThat(account.needsReauth(1, "190", NOW)).isEmpty();
    connect();
    assertThat(account.healthAt(NOW)).isEqualTo(Health.OK);
    assertThat(account.needsReauth(1, "190", NOW)).isEmpty();
    assertThat(account.needsReauth(2, "190", NOW)).isPresent();
  }

  @Test
  void aDisconnectedAccountIsDisconnectedOnceAndAsksForNobody() {
    connect();

    assertThat(account.disconnect(NOW)).isPresent();
    assertThat(account.disconnect(NOW)).isEmpty();
    assertThat(account.needsReauth(1, "190", NOW)).isEmpty();
    assertThat(account.tokenExpiresAt()).isNull();
  }

  @Test
  void aRestrictionEndsWithTheNextRenewalAndNeverHidesThatAnOwnerIsNeeded() {
    connect();
    account.restricted(1, "368");
    assertThat(account.healthAt(NOW)).isEqualTo(Health.RESTRICTED);
    assertThat(account.healthReason()).isEqualTo("368");

    account.well(END, NEAR_END);
    assertThat(account.healthAt(NOW)).isEqualTo(Health.OK);

    account.needsReauth(1, "190", NOW);
    account.restricted(1, "368");
    assertThat(account.healthAt(NOW)).isEqualTo(Health.NEEDS_REAUTH);
    assertThat(account.healthReason()).isEqualTo("190");
  }

  private AccountEvent connect() {
    return account.connect(IDENTITY, "owner", Set.of("b", "a"), END, NEAR_END, NOW);
  }
}
