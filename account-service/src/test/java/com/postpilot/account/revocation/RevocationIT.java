package com.postpilot.account.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.account.testing.AccountServiceTest;
import com.postpilot.account.testing.Database;
import com.postpilot.account.testing.FakeFacebook;
import com.postpilot.account.testing.FakeFacebook.Page;
import com.postpilot.account.testing.FakeInstagram;
import com.postpilot.account.testing.FakeTikTok;
import com.postpilot.common.contract.Platform;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class RevocationIT extends AccountServiceTest {
  @Autowired private RevocationJob job;

  @Test
  void aDisconnectAnswersAtOnceAndThePlatformIsToldAfterwards() {
    var person = FakeTikTok.Person.named("bye");
    var id = connected(person);
    tiktok.stall(FakeTikTok.Operation.REVOKE); // whoever waited for it would wait for ever

    assertThat(owner().delete("/api/v1/accounts/" + id).status()).isEqualTo(204);

    assertThat(token(id).status()).isEqualTo(409);
    assertThat(pending(id)).hasSize(1);
    tiktok.open(FakeTikTok.Operation.REVOKE);
    job.run();
    assertThat(tiktok.hasRevoked(person)).isTrue();
    assertThat(pending(id)).isEmpty();
    job.run();
    assertThat(tiktok.calls(FakeTikTok.Operation.REVOKE)).isEqualTo(1);
  }

  @Test
  void aPlatformThatIsAwayIsToldLater() {
    var person = FakeFacebook.Person.with(Page.named("later"));
    var id = connected(person).getFirst();
    facebook.answerNext(FakeFacebook.Operation.REVOKE, 503, "maintenance");
    owner().delete("/api/v1/accounts/" + id);

    job.run();
    job.run();

    assertThat(facebook.calls(FakeFacebook.Operation.REVOKE)).isEqualTo(1);
    assertThat(pending(id)).hasSize(1);
    Database.change("update revocation set next_attempt_at = now() where account_id = ?", id);
    job.run();
    assertThat(facebook.hasForgotten(person)).isTrue();
    assertThat(pending(id)).isEmpty();
  }

  @Test
  void afterAWeekTheKeysAreDestroyedAllTheSame() {
    var id = connected(FakeTikTok.Person.named("week"));
    owner().delete("/api/v1/accounts/" + id);
    Database.change(
        "update revocation set created_at = now() - interval '8 days' where account_id = ?", id);
    tiktok.answerNext(FakeTikTok.Operation.REVOKE, 503, "gone");

    job.run();

    assertThat(pending(id)).isEmpty();
  }

  @Test
  void keysThatCannotBeReadAreDestroyedToo() {
    var id = connected(FakeTikTok.Person.named("unreadable"));
    owner().delete("/api/v1/accounts/" + id);
    Database.change(
        """
        update revocation set ciphertext = '\\x00', created_at = now() - interval '8 days'
        where account_id = ?
        """,
        id);

    job.run();

    assertThat(pending(id)).isEmpty();
  }

  @Test
  void aConsentThatAnotherAccountLivesOnIsNotRevoked() {
    var person = FakeFacebook.Person.with(Page.named("one"), Page.named("two"));
    var ids = connected(person);

    owner().delete("/api/v1/accounts/" + ids.getFirst());
    job.run();

    assertThat(facebook.calls(FakeFacebook.Operation.REVOKE)).isZero();
    assertThat(pending(ids.getFirst())).isEmpty();
    owner().delete("/api/v1/accounts/" + ids.getLast());
    job.run();
    assertThat(facebook.hasForgotten(person)).isTrue();
  }

  @Test
  void aConsentThatIsBeingGivenAgainIsNotRevokedUnderWay() {
    var person = FakeFacebook.Person.with(Page.named("anew"));
    var id = connected(person).getFirst();
    owner().delete("/api/v1/accounts/" + id);

    var begun = begin(Platform.FACEBOOK);
    job.run(); // the person may be at Facebook just now
    bringBack(begun, facebook.consent(person));
    job.run(); // or may be choosing

    assertThat(facebook.calls(FakeFacebook.Operation.REVOKE)).isZero();
    assertThat(pending(id)).hasSize(1);
    assertThat(complete(begun).status()).isEqualTo(200);
    job.run();
    assertThat(facebook.calls(FakeFacebook.Operation.REVOKE)).isZero();
    assertThat(pending(id)).isEmpty();
    assertThat(token(id).status()).isEqualTo(200);
  }

  @Test
  void aConsentThatIsGivenAgainElsewhereIsRevokedOnlyIfNothingComesOfIt() {
    var person = FakeTikTok.Person.named("elsewhere");
    var id = connected(person);
    owner().delete("/api/v1/accounts/" + id);
    var there = anonymous().owner(UUID.randomUUID());
    var begun = begun(there.post("/api/v1/accounts/connect", "{\"platform\": \"TIKTOK\"}"));
    bringBack(begun, tiktok.consent(person, begun.parameters().get("code_challenge")));

    job.run();

    assertThat(tiktok.calls(FakeTikTok.Operation.REVOKE)).isZero();
    Database.change(
        "update connection set expires_at = now() where id = ?", UUID.fromString(begun.id()));
    job.run();
    assertThat(tiktok.hasRevoked(person)).isTrue();
    assertThat(pending(id)).isEmpty();
  }

  @Test
  void aReconnectIsNotUndoneByTheRevocationThatItOvertook() {
    var person = FakeTikTok.Person.named("back");
    var id = connected(person);
    owner().delete("/api/v1/accounts/" + id);

    assertThat(connected(person)).isEqualTo(id);
    job.run();

    assertThat(tiktok.calls(FakeTikTok.Operation.REVOKE)).isZero();
    assertThat(token(id).status()).isEqualTo(200);
  }

  @Test
  void anAccessTokenThatHasEndedIsRenewedToBeRevoked() {
    var person = FakeTikTok.Person.named("ended");
    var id = connected(person);
    tiktok.endAccessTokens();
    owner().delete("/api/v1/accounts/" + id);

    job.run();

    assertThat(tiktok.hasRevoked(person)).isTrue();
    assertThat(pending(id)).isEmpty();
  }

  @Test
  void instagramHasNothingToBeTold() {
    var id = connected(FakeInstagram.Person.named("silent"));

    owner().delete("/api/v1/accounts/" + id);

    assertThat(pending(id)).isEmpty();
  }

  private static List<String> pending(UUID id) {
    return Database.texts("select id from revocation where account_id = ?", id);
  }
}
