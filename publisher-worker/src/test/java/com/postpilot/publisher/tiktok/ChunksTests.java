package com.postpilot.publisher.tiktok;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunksTests {
  private static final long MB = 1_000_000;

  @ParameterizedTest
  @ValueSource(
      longs = {
        1,
        5 * MB - 1,
        5 * 1024 * 1024,
        10 * MB,
        20 * MB - 1,
        20 * MB,
        50_000_123,
        64 * MB + 1,
        4_294_967_296L
      })
  void everyFileIsCutAsTikTokAsksFor(long size) {
    var chunks = Chunks.of(size);

    assertThat(chunks.count()).isEqualTo(size / chunks.chunkSize()).isBetween(1L, 1000L);
    if (size >= 5 * 1024 * 1024) {
      assertThat(chunks.chunkSize()).isBetween(5L * 1024 * 1024, 64 * MB);
    } else {
      assertThat(chunks.chunkSize()).isEqualTo(size);
    }
    long offset = 0;
    int sent = 0;
    while (offset < size) {
      long end = chunks.end(offset);
      assertThat(chunks.isLast(offset)).isEqualTo(end == size);
      assertThat(end - offset).isLessThanOrEqualTo(128 * MB);
      offset = end;
      sent++;
    }
    assertThat(sent).isEqualTo(chunks.count());
  }

  @Test
  void theSampleOfTikToksOwnTextComesOut() {
    var chunks = Chunks.of(50_000_123);

    assertThat(chunks.chunkSize()).isEqualTo(10_000_000);
    assertThat(chunks.count()).isEqualTo(5);
    assertThat(chunks.end(40_000_000) - 40_000_000).isEqualTo(10_000_123);
  }
}
