package com.postpilot.post.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.common.contract.MediaKind;
import com.postpilot.common.contract.PostDue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContentTests {
  static final PostDue.Media FIRST =
      new PostDue.Media("k1", "aa", MediaKind.IMAGE, "image/jpeg", 1, null, null);
  static final PostDue.Media SECOND =
      new PostDue.Media("k2", "bb", MediaKind.IMAGE, "image/jpeg", 2, null, "alt");

  @Test
  void theTextIsCaptionBlankLineHashtags() {
    assertThat(Content.text("Hello", List.of("a", "#b"))).isEqualTo("Hello\n\n#a #b");
    assertThat(Content.text("Hello", List.of())).isEqualTo("Hello");
    assertThat(Content.text("", List.of("a"))).isEqualTo("#a");
    assertThat(Content.text("", List.of())).isEmpty();
  }

  @Test
  void theHashIsThatOfTheCanonicalJson() throws Exception {
    var content = Content.of("Hi", List.of("a"), List.of(FIRST, SECOND), Map.of("kind", "FEED"));

    var canonical =
        "{\"media\":[\"aa\",\"bb\"],\"options\":{\"kind\":\"FEED\"},\"text\":\"Hi\\n\\n#a\"}";
    assertThat(content.hash())
        .isEqualTo(
            HexFormat.of()
                .formatHex(
                    MessageDigest.getInstance("SHA-256")
                        .digest(canonical.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void theHashTellsTextOrderOfMediaAndOptionsApart() {
    var hash = hash("Hi", List.of(FIRST, SECOND), Map.of());

    assertThat(hash("Hi", List.of(FIRST, SECOND), Map.of())).isEqualTo(hash);
    assertThat(hash("Hi!", List.of(FIRST, SECOND), Map.of())).isNotEqualTo(hash);
    assertThat(hash("Hi", List.of(SECOND, FIRST), Map.of())).isNotEqualTo(hash);
    assertThat(hash("Hi", List.of(FIRST, SECOND), Map.of("kind", "FEED"))).isNotEqualTo(hash);
  }

  private static String hash(String text, List<PostDue.Media> media, Map<String, Object> options) {
    return Content.of(text, List.of(), media, options).hash();
  }
}
