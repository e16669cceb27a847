package com.postpilot.post.reading;

import static com.postpilot.post.reading.TargetStatus.DISPATCHED;
import static com.postpilot.post.reading.TargetStatus.DRAFT;
import static com.postpilot.post.reading.TargetStatus.FAILED;
import static com.postpilot.post.reading.TargetStatus.HELD;
import static com.postpilot.post.reading.TargetStatus.PUBLISHED;
import static com.postpilot.post.reading.TargetStatus.SCHEDULED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PostStatusTests {

  @ParameterizedTest
  @EnumSource
  void targetsThatAreAllTheSameGiveThePostTheirStatus(TargetStatus status) {
    assertThat(PostStatus.of(List.of(status, status)).name()).isEqualTo(status.name());
  }

  @Test
  void otherwiseTheFirstRuleThatMatchesDecides() {
    assertThat(PostStatus.of(List.of(PUBLISHED, DISPATCHED, HELD)))
        .isEqualTo(PostStatus.PUBLISHING);
    assertThat(PostStatus.of(List.of(SCHEDULED, DISPATCHED))).isEqualTo(PostStatus.PUBLISHING);
    assertThat(PostStatus.of(List.of(PUBLISHED, HELD, FAILED)))
        .isEqualTo(PostStatus.PARTIALLY_PUBLISHED);
    assertThat(PostStatus.of(List.of(FAILED, HELD, SCHEDULED))).isEqualTo(PostStatus.HELD);
    assertThat(PostStatus.of(List.of(DRAFT, FAILED, SCHEDULED))).isEqualTo(PostStatus.FAILED);
    assertThat(PostStatus.of(List.of(DRAFT, SCHEDULED))).isEqualTo(PostStatus.SCHEDULED);
  }
}
