package com.postpilot.queue.caption.template;

import static com.postpilot.queue.caption.template.Part.CALL;
import static com.postpilot.queue.caption.template.Part.DETAILS;
import static com.postpilot.queue.caption.template.Part.EXTRAS;
import static com.postpilot.queue.caption.template.Part.OPENING;
import static com.postpilot.queue.caption.template.Part.PRICE;

import com.postpilot.common.contract.Platform;
import com.postpilot.queue.caption.Tone;
import java.util.List;

/**
 * How much a platform's readers read, and how it is laid out.
 *
 * @param sentences of the description, at most
 * @param details code points of them together, at most
 * @param extras how many of them
 * @param leastHashtags fewer look forgotten
 * @param layouts paragraphs of parts, to choose from
 * @param gap between paragraphs
 */
record Style(
    int sentences,
    int details,
    int extras,
    int leastHashtags,
    int mostHashtags,
    List<List<List<Part>>> layouts,
    String gap) {
  private static final List<List<List<Part>>> PARAGRAPHS =
      List.of(
          List.of(List.of(OPENING), List.of(DETAILS, EXTRAS, PRICE), List.of(CALL)),
          List.of(List.of(OPENING), List.of(DETAILS), List.of(EXTRAS, PRICE, CALL)),
          List.of(List.of(OPENING), List.of(DETAILS), List.of(EXTRAS, PRICE), List.of(CALL)),
          List.of(List.of(OPENING), List.of(PRICE, EXTRAS), List.of(DETAILS), List.of(CALL)));
  private static final List<List<List<Part>>> SHORT =
      List.of(
          List.of(List.of(OPENING), List.of(DETAILS, PRICE), List.of(CALL)),
          List.of(List.of(OPENING, PRICE), List.of(CALL)),
          List.of(List.of(OPENING), List.of(PRICE, CALL)),
          List.of(List.of(OPENING), List.of(DETAILS), List.of(PRICE)));
  private static final List<List<List<Part>>> LINES =
      List.of(
          List.of(
              List.of(OPENING), List.of(DETAILS), List.of(EXTRAS), List.of(PRICE), List.of(CALL)),
          List.of(
              List.of(OPENING), List.of(PRICE), List.of(EXTRAS), List.of(DETAILS), List.of(CALL)),
          List.of(List.of(OPENING), List.of(DETAILS), List.of(PRICE), List.of(CALL)),
          List.of(List.of(OPENING), List.of(PRICE), List.of(CALL)));
  private static final List<List<List<Part>>> FEW_LINES =
      List.of(
          List.of(List.of(OPENING), List.of(PRICE)),
          List.of(List.of(OPENING), List.of(PRICE), List.of(CALL)),
          List.of(List.of(OPENING), List.of(DETAILS), List.of(PRICE)));

  static Style of(Platform platform, Tone tone) {
    boolean minimal = tone == Tone.MINIMAL;
    var layouts = minimal ? LINES : PARAGRAPHS;
    String gap = minimal ? "\n" : "\n\n";
    return switch (platform) {
      case INSTAGRAM -> new Style(minimal ? 1 : 2, 320, 1, 3, 5, layouts, gap);
      case FACEBOOK -> new Style(minimal ? 1 : 3, 600, 2, 1, 2, layouts, gap);
      case TIKTOK -> new Style(1, 90, 0, 3, 5, minimal ? FEW_LINES : SHORT, "\n");
    };
  }
}
