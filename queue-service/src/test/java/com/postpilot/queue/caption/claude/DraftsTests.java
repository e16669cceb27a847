package com.postpilot.queue.caption.claude;

import static com.postpilot.common.contract.Platform.FACEBOOK;
import static com.postpilot.common.contract.Platform.INSTAGRAM;
import static com.postpilot.common.contract.Platform.TIKTOK;
import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.common.contract.Platform;
import com.postpilot.queue.caption.CaptionWriter.Caption;
import com.postpilot.queue.caption.CaptionWriter.Request;
import com.postpilot.queue.caption.Tone;
import com.postpilot.queue.product.ProductFacts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class DraftsTests {

  @Test
  void hashtagsAreWordsWithoutSignsAndWithoutRepeats() {
    var caption = read("A bench.", "#oak", "Oak", "garden bench", "2026", "größe!", "#", "a", "b");

    assertThat(caption.hashtags()).containsExactly("oak", "gardenbench", "größe", "a", "b");
  }

  @Test
  void aPlatformGetsNoMoreHashtagsThanAreAdvised() {
    assertThat(read("A bench.", "a", "b", "c", "d", "e", "f").hashtags()).hasSize(5);
    assertThat(caption(FACEBOOK, "A bench.", "a", "b", "c").hashtags()).containsExactly("a", "b");
  }

  @Test
  void hashtagsAtTheEndOfACaptionAreNotPartOfIt() {
    assertThat(read("A bench for #two of you.\r\n\r\n\r\n\r\nSit.\n\n#oak #bench ").text())
        .isEqualTo("A bench for #two of you.\n\nSit.");
  }

  @Test
  void whatCannotBeSeenIsTakenOut() {
    assertThat(read("A\u0000 be\u202enc\u200bh \ud83d\udc68\u200d\ud83d\udc69.").text())
        .isEqualTo("A bench \ud83d\udc68\u200d\ud83d\udc69.");
  }

  @Test
  void aCaptionThatIsTooLongEndsWithItsLastSentenceThatFits() {
    var sentence = "X" + "x".repeat(998) + ". ";

    assertThat(read(sentence.repeat(3), "oak").text()).hasSize(2_001).endsWith("x.");
    assertThat(read("x".repeat(2_200)).text()).hasSize(2_200);
    assertThat(read("x".repeat(1_100) + ". " + "Y" + "y".repeat(1_096) + ".", "oak").text())
        .hasSize(1_101);
  }

  /** An emoji is one character to Instagram and two to TikTok. */
  @Test
  void charactersAreCountedAsThePlatformCounts() {
    var text = "\ud83e\ude91".repeat(1_500);

    assertThat(Drafts.read(request(INSTAGRAM), answer(INSTAGRAM, text))).isPresent();
    assertThat(Drafts.read(request(TIKTOK), answer(TIKTOK, text))).isEmpty();
  }

  @Test
  void oneSentenceThatIsTooLongIsNoCaption() {
    assertThat(Drafts.read(request(INSTAGRAM), answer(INSTAGRAM, "x".repeat(2_201)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not JSON",
        "[]",
        "{}",
        "{\"instagram\": null}",
        "{\"instagram\": {\"hashtags\": []}}",
        "{\"instagram\": {\"caption\": 3, \"hashtags\": []}}",
        "{\"instagram\": {\"caption\": \" \", \"hashtags\": [\"oak\"]}}",
        "{\"facebook\": {\"caption\": \"A bench.\", \"hashtags\": []}}",
        "{\"instagram\": {\"caption\": \"A bench.\", \"hashtags\": []}} and more"
      })
  void anAnswerThatDoesNotFitIsNone(String answer) {
    assertThat(Drafts.read(request(INSTAGRAM), answer)).isEmpty();
  }

  private static Caption read(String text, String... hashtags) {
    return caption(INSTAGRAM, text, hashtags);
  }

  private static Caption caption(Platform platform, String text, String... hashtags) {
    return Drafts.read(request(platform), answer(platform, text, hashtags))
        .orElseThrow()
        .get(platform);
  }

  private static String answer(Platform platform, String text, String... hashtags) {
    return JsonMapper.shared()
        .writeValueAsString(Map.of(platform.slug(), Map.of("caption", text, "hashtags", hashtags)));
  }

  private static Request request(Platform platform) {
    var product =
        new ProductFacts(
            null, "Bench", "", null, null, List.of(), null, null, null, null, List.of());
    return new Request(product, Set.of(platform), Tone.MINIMAL, Locale.ENGLISH, null, List.of(), 1);
  }
}
