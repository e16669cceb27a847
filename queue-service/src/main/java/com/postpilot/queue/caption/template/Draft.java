package com.postpilot.queue.caption.template;

import com.postpilot.common.contract.Platform;
import com.postpilot.queue.caption.Tone;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One platform's caption in the making. */
final class Draft {
  private static final Pattern IDEOGRAPHIC_JOINT =
      Pattern.compile("(?<=[。！？]) (?=[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}])");

  private final Phrasebook book;
  private final Copy copy;
  private final Tone tone;
  private final Platform platform;
  private final Style style;
  private final Random dice;
  private final Set<Phrase> used;
  private final Set<Integer> emoji = new HashSet<>();
  private final Map<Part, String> parts = new EnumMap<>(Part.class);

  /**
   * @param used what the other captions of the item say, and this one should not
   */
  Draft(Phrasebook book, Copy copy, Tone tone, Platform platform, Random dice, Set<Phrase> used) {
    this.book = book;
    this.copy = copy;
    this.tone = tone;
    this.platform = platform;
    this.style = Style.of(platform, tone);
    this.dice = dice;
    this.used = used;
  }

  String text(boolean soldOut) {
    if (soldOut) {
      return layOut(
          List.of(
              List.of(say(Purpose.SOLD_OUT)),
              // it would say the name a second time
              List.of(copy.fragment() ? "" : sentences(copy.details())),
              List.of(say(Purpose.SOLD_OUT_CALL))));
    }
    List<String> details = copy.details();
    if (copy.fragment() && chance(85)) {
      open(say(Purpose.FRAGMENT));
      details = List.of();
      parts.put(Part.PRICE, price());
    } else if (canBeginWithDetail() && chance(copy.restated() ? 20 : 10)) {
      open(sentences(details));
      details = List.of();
      parts.put(Part.PRICE, say(Purpose.NAMED));
    } else {
      open(say(Purpose.OPENING));
      if (copy.fragment()) {
        details = List.of();
      }
      parts.put(Part.PRICE, price());
    }
    parts.put(Part.DETAILS, sentences(details));
    parts.put(Part.EXTRAS, extras());
    parts.put(Part.CALL, call());
    List<List<Part>> layout = style.layouts().get(dice.nextInt(style.layouts().size()));
    return layOut(layout.stream().flatMap(this::filled).toList());
  }

  /** What is written from right to left needs a paragraph of its own among what is not. */
  private Stream<List<String>> filled(List<Part> paragraph) {
    return copy.rightToLeft()
        ? paragraph.stream().map(part -> List.of(parts.getOrDefault(part, "")))
        : Stream.of(paragraph.stream().map(part -> parts.getOrDefault(part, "")).toList());
  }

  private void open(String text) {
    parts.put(Part.OPENING, text);
  }

  private boolean canBeginWithDetail() {
    return !copy.details().isEmpty()
        && !copy.rightToLeft()
        && copy.words().containsKey("price")
        && Name.length(copy.details().getFirst()) <= Math.min(style.details(), 180)
        && !copy.fragment();
  }

  private String price() {
    String price = copy.words().getOrDefault("price", copy.words().get("from"));
    return price == null || parts.getOrDefault(Part.OPENING, "").contains(price)
        ? ""
        : say(Purpose.PRICE);
  }

  private String extras() {
    List<String> extras = new ArrayList<>();
    for (Purpose purpose : List.of(Purpose.STOCK, Purpose.OPTIONS, Purpose.BRAND)) {
      // The brand only where there is little else to say.
      boolean welcome = purpose != Purpose.BRAND || copy.details().size() < 2;
      String text = extras.size() < style.extras() && welcome ? say(purpose) : "";
      if (!text.isEmpty()) {
        extras.add(text);
      }
    }
    String brand = copy.words().get("brand");
    if (brand != null && parts.getOrDefault(Part.OPENING, "").contains(brand)) {
      extras.removeIf(text -> text.contains(brand));
    }
    return String.join(" ", extras);
  }

  private String call() {
    return platform == Platform.FACEBOOK && copy.words().containsKey("url")
        ? say(Purpose.LINK)
        : say(Purpose.CALL);
  }

  /** Whole ones from the start, as many as fit; a long one is left out. */
  private String sentences(List<String> details) {
    var chosen = new ArrayList<String>();
    int left = style.details();
    for (String sentence : details) {
      if (chosen.size() < style.sentences() && Name.length(sentence) <= left) {
        chosen.add(sentence);
        left -= Name.length(sentence);
      }
    }
    return IDEOGRAPHIC_JOINT.matcher(String.join(" ", chosen)).replaceAll("");
  }

  /** Empty if no phrase fits what is known. */
  private String say(Purpose purpose) {
    boolean reduced = copy.words().containsKey("was");
    List<Phrase> fitting =
        book.phrases(purpose, tone).stream()
            .filter(phrase -> phrase.fits(copy.words()))
            .filter(phrase -> !copy.rightToLeft() || !phrase.text().startsWith("{name}"))
            .filter(phrase -> !reduced || !phrase.tells("price") || phrase.tells("was"))
            .filter(phrase -> !copy.forbids(phrase.fill(copy.words(), copy.plural())))
            .toList();
    List<Phrase> fresh =
        fitting.stream()
            .filter(phrase -> !used.contains(phrase))
            .filter(phrase -> Collections.disjoint(phrase.emoji(), emoji))
            .toList();
    List<Phrase> choice = fresh.isEmpty() ? fitting : fresh;
    if (choice.isEmpty()) {
      return purpose.names() ? copy.name().text() + "." : "";
    }
    Phrase phrase = choice.get(dice.nextInt(choice.size()));
    used.add(phrase);
    emoji.addAll(phrase.emoji());
    return phrase.fill(copy.words(), copy.plural());
  }

  private boolean chance(int percent) {
    return dice.nextInt(100) < percent;
  }

  private String layOut(List<List<String>> paragraphs) {
    var laidOut = new ArrayList<String>();
    for (List<String> paragraph : paragraphs) {
      String text =
          String.join(" ", paragraph.stream().filter(sentence -> !sentence.isEmpty()).toList());
      if (!text.isEmpty()) {
        laidOut.add(text);
      }
    }
    return String.join(style.gap(), laidOut);
  }
}
