package com.postpilot.queue.product;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTests {
  @Test
  void paragraphsAndListEntriesStayLines() {
    var html =
        "<p>Soft &amp; warm.<br/>Made in Porto.</p><ul><li>100% wool</li><li>30&nbsp;°C</li></ul>"
            + "<p><b>Free</b>   shipping</p>";

    assertThat(PlainText.of(html))
        .isEqualTo("Soft & warm.\nMade in Porto.\n\n- 100% wool\n- 30 °C\n\nFree shipping");
  }

  @Test
  void whatNobodyReadsIsGone() {
    var html =
        "<style>p {color: red}</style><script>alert('x')</script><!-- no -->"
            + "<p onclick=\"evil()\">Mug<img src=x onerror=alert(1)></p><iframe>frame</iframe>";

    assertThat(PlainText.of(html)).isEqualTo("Mug");
  }

  @Test
  void plainTextStaysAsItIs() {
    assertThat(PlainText.of("  Fits sizes < 42 & > 36.\r\n\r\nTwo  spaces. "))
        .isEqualTo("Fits sizes < 42 & > 36.\n\nTwo  spaces.");
  }

  @Test
  void brokenMarkupIsReadAsABrowserWould() {
    assertThat(PlainText.of("<p>Open <b>bold <i>both</b> left")).isEqualTo("Open bold both left");
    assertThat(PlainText.of("<div>".repeat(3_000) + "deep")).isEqualTo("deep");
  }
}
