package com.postpilot.publisher.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.common.contract.Platform;
import com.postpilot.publisher.graph.GraphClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ErrorCatalogueTests {
  private final ErrorCatalogue meta = new ErrorCatalogue(Platform.FACEBOOK, GraphClient.class);

  @Test
  void theMoreExactEntryWins() {
    assertThat(meta.of("100/33").cause()).contains("does not exist");
    assertThat(meta.of("100/7").cause()).contains("does not accept");
    assertThat(meta.of("190/492").cause()).contains("role");
    assertThat(meta.of("102/463").cause()).contains("expired");
    assertThat(meta.of("210/5").kind()).isEqualTo(ErrorClass.PERMISSION);
  }

  @Test
  void aSubcodeIsNotTakenForACode() {
    assertThat(meta.of("463")).isEqualTo(meta.unforeseen("463"));
  }

  @Test
  void anErrorKeepsTheCodeThatThePlatformGaveIt() {
    assertThat(meta.of("190/463").code()).isEqualTo("190/463");
    assertThat(meta.of("299").code()).isEqualTo("299");
  }

  @Test
  void whatNobodyDocumentedIsTriedAgainAndProvesNothing() {
    for (var code : new String[] {"77777", "77777/1", "300", "no_such_code", ""}) {
      var error = meta.of(code);
      assertThat(error.kind()).isEqualTo(ErrorClass.RETRY);
      assertThat(error.notApplied()).isFalse();
      assertThat(error.actor()).isEqualTo(Actor.NOBODY);
    }
  }

  @Test
  void whatThePlatformSaysOfItsWindowWinsOverOurGuess() {
    assertThat(meta.of("80001").rest()).isEqualTo(Duration.ofMinutes(15));
    assertThat(meta.of("80001").resting(Duration.ofMinutes(7)).rest())
        .isEqualTo(Duration.ofMinutes(7));
  }

  @Test
  void anApplicationLimitConcernsEveryAccount() {
    assertThat(meta.of("4").wholeApplication()).isTrue();
    assertThat(meta.of("80001").wholeApplication()).isFalse();
  }

  @Test
  void theOwnerIsToldWhenSomebodyElseHasToAct() {
    assertThat(meta.of("3").action()).startsWith("Ask whoever runs PostPilot: ");
    assertThat(meta.of("2").action()).startsWith("Nothing to do");
    assertThat(meta.of("190").action()).isEqualTo("Reconnect the account.");
  }
}
