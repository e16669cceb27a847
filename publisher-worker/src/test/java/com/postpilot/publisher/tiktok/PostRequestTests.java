package com.postpilot.publisher.tiktok;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.publisher.tiktok.PostRequest.Words;
import org.junit.jupiter.api.Test;

class PostRequestTests {

  @Test
  void aShortFirstParagraphIsTheTitleOfPhotosAndNothingIsCutOrSaidTwice() {
    assertThat(Words.of("Sale\n\nAll of it.\n\n#sale"))
        .isEqualTo(new Words("Sale", "All of it.\n\n#sale"));
    assertThat(Words.of("Only this")).isEqualTo(new Words("", "Only this"));
    assertThat(Words.of("Two\nlines\n\nmore")).isEqualTo(new Words("", "Two\nlines\n\nmore"));
    var ninety = "x".repeat(90);
    assertThat(Words.of(ninety + "\n\ny")).isEqualTo(new Words(ninety, "y"));
    assertThat(Words.of(ninety + "x\n\ny")).isEqualTo(new Words("", ninety + "x\n\ny"));
  }
}
