package com.postpilot.queue.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.web.Problem;
import com.postpilot.queue.caption.Tone;
import com.postpilot.queue.product.Product;
import com.postpilot.queue.product.ProductFacts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ItemTests {
  static final UUID SOMEBODY = UUID.randomUUID();
  static final CaptionCheck NUMBERS =
      (workspaceId, facts, language, caption, hashtags) -> {
        int at = caption.indexOf("50");
        return at < 0
            ? List.of()
            : List.of(new Unsupported(at, at + 2, "50", "NUMBER", "Not in the facts.", null));
      };

  final Item item =
      new Item(
          UUID.randomUUID(),
          SOMEBODY,
          new Product(
              UUID.randomUUID(),
              1,
              new ProductFacts(
                  null, "Mug", "", null, null, List.of(), null, null, null, null, List.of())),
          Set.of(Platform.TIKTOK, Platform.INSTAGRAM),
          Tone.FRIENDLY,
          Locale.ENGLISH,
          Instant.EPOCH);

  void write(String caption) {
    var before = item.captions().get(Platform.INSTAGRAM);
    item.edit(
        Map.of(
            Platform.INSTAGRAM,
            new Caption(
                caption, List.of(), null, before == null ? List.of() : before.unsupported())),
        Map.of());
    item.check(NUMBERS);
  }

  @Test
  void whatAPersonAnswersForStaysAnsweredForWhereverItMoves() {
    write("50 sold");
    assertThat(item.hasOpenClaims()).isTrue();

    item.acceptClaim(Platform.INSTAGRAM, "50", SOMEBODY);
    write("Already 50 sold");

    assertThat(item.hasOpenClaims()).isFalse();
    assertThat(item.captions().get(Platform.INSTAGRAM).unsupported())
        .containsExactly(new Unsupported(8, 10, "50", "NUMBER", "Not in the facts.", SOMEBODY));
  }

  @Test
  void aWriterLeavesAloneWhatItDidNotWrite() {
    write("By hand");
    item.startGenerating();
    item.generated(Map.of(Platform.TIKTOK, new Caption("New", List.of(), "template", List.of())));

    assertThat(item.status()).isEqualTo(Status.IN_REVIEW);
    assertThat(item.captions().get(Platform.INSTAGRAM).caption()).isEqualTo("By hand");
    assertThat(item.captions().get(Platform.TIKTOK).writer()).isEqualTo("template");
  }

  @Test
  void fromProductToPublishedAndBackWhereItIsTakenBack() {
    var approval =
        new Approval(
            SOMEBODY, Instant.EPOCH, null, Map.of(Platform.INSTAGRAM, "abc"), List.of(), null);
    write("By hand");
    item.approve(approval);
    item.scheduled(UUID.randomUUID(), List.of());
    item.returnToReview(item.product());
    assertThat(item.status()).isEqualTo(Status.IN_REVIEW);
    assertThat(item.approval()).isNull();

    item.approve(approval);
    item.scheduled(UUID.randomUUID(), List.of());
    item.notPublished(new Failure("content", "Too wide"));
    assertThat(item.status()).isEqualTo(Status.FAILED);
    item.reopen(item.product());
    item.approve(approval);
    item.scheduled(UUID.randomUUID(), List.of());
    item.published();
    assertThat(item.status()).isEqualTo(Status.PUBLISHED);
    assertThatThrownBy(item::startGenerating).isInstanceOf(Problem.class);
  }

  @ParameterizedTest
  @EnumSource
  void everyStateCanBeLeftOrIsTheEnd(Status status) {
    assertThat(status.allowed()).contains(Action.DELETE);
    if (status.open() && status != Status.GENERATING) {
      assertThat(status.allowed()).contains(Action.EDIT, Action.GENERATE);
    }
  }
}
