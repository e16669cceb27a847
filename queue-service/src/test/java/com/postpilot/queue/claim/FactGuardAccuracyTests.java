package com.postpilot.queue.claim;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.queue.claim.LabelledCaptions.Labelled;
import com.postpilot.queue.claim.LabelledCaptions.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A span counts as found only with the exact offsets and kind of its label. */
class FactGuardAccuracyTests {
  private final FactGuard guard = new FactGuard();

  private record Score(int right, int wrong, int missed) {
    double precision() {
      return right / (double) (right + wrong);
    }

    double recall() {
      return right / (double) (right + missed);
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "precision %.3f, recall %.3f (%d right, %d wrong, %d missed)",
          precision(),
          recall(),
          right,
          wrong,
          missed);
    }
  }

  private record Accuracy(Score spans, Score captions, List<String> mistakes) {}

  private Accuracy measure(String file) {
    var products = LabelledCaptions.products();
    int[] spans = new int[3];
    int[] captions = new int[3];
    var mistakes = new ArrayList<String>();
    for (var labelled : LabelledCaptions.read(file)) {
      var product = products.get(labelled.product());
      var found = new HashSet<Span>();
      for (var claim : guard.check(product, labelled.text(), labelled.language(), List.of())) {
        found.add(new Span(claim.start(), claim.end(), claim.kind()));
      }
      count(spans, Set.copyOf(labelled.unsupported()), found);
      count(captions, flag(labelled.unsupported().isEmpty()), flag(found.isEmpty()));
      if (!found.equals(Set.copyOf(labelled.unsupported()))) {
        mistakes.add(shown(labelled, found));
      }
    }
    var accuracy =
        new Accuracy(
            new Score(spans[0], spans[1], spans[2]),
            new Score(captions[0], captions[1], captions[2]),
            mistakes);
    System.out.printf(
        "%s%n  spans:    %s%n  captions: %s%n", file, accuracy.spans, accuracy.captions);
    return accuracy;
  }

  private static <T> void count(int[] counts, Set<T> expected, Set<T> found) {
    counts[0] += (int) found.stream().filter(expected::contains).count();
    counts[1] += (int) found.stream().filter(one -> !expected.contains(one)).count();
    counts[2] += (int) expected.stream().filter(one -> !found.contains(one)).count();
  }

  private static Set<String> flag(boolean clean) {
    return clean ? Set.of() : Set.of("flagged");
  }

  private static String shown(Labelled labelled, Set<Span> found) {
    return labelled.text() + " expected " + labelled.unsupported() + " but found " + found;
  }

  @Test
  void judgesTheCaptionsThatItWasWrittenWithAsTheyAreLabelled() {
    var accuracy = measure("captions.txt");
    assertThat(accuracy.spans().precision()).as("%s", accuracy).isGreaterThanOrEqualTo(0.98);
    assertThat(accuracy.spans().recall()).as("%s", accuracy).isGreaterThanOrEqualTo(0.99);
    assertThat(accuracy.captions().precision()).as("%s", accuracy).isGreaterThanOrEqualTo(0.99);
    assertThat(accuracy.captions().recall()).as("%s", accuracy).isEqualTo(1);
  }

  @Test
  void judgesCaptionsThatItWasNotWrittenWithNearlyAsTheyAreLabelled() {
    var accuracy = measure("captions-held-out.txt");
    assertThat(accuracy.spans().precision()).as("%s", accuracy).isGreaterThanOrEqualTo(0.96);
    assertThat(accuracy.spans().recall()).as("%s", accuracy).isGreaterThanOrEqualTo(0.98);
    assertThat(accuracy.captions().precision()).as("%s", accuracy).isGreaterThanOrEqualTo(0.95);
    assertThat(accuracy.captions().recall()).as("%s", accuracy).isGreaterThanOrEqualTo(0.97);
  }

  @Test
  void theLabelledSetIsLargeAndHasBothKindsInEveryLanguage() {
    var captions = new ArrayList<>(LabelledCaptions.read("captions.txt"));
    captions.addAll(LabelledCaptions.read("captions-held-out.txt"));
    assertThat(captions).hasSizeGreaterThan(500);
    for (var language : List.of("en", "de", "fr", "es")) {
      var some =
          captions.stream().filter(one -> one.language().getLanguage().equals(language)).toList();
      assertThat(some).filteredOn(one -> one.unsupported().isEmpty()).hasSizeGreaterThan(10);
      assertThat(some).filteredOn(one -> !one.unsupported().isEmpty()).hasSizeGreaterThan(10);
    }
  }
}
