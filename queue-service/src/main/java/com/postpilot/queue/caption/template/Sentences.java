package com.postpilot.queue.caption.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sentences of a description that can be taken over as they are. */
final class Sentences {
  private static final Pattern END = Pattern.compile("[.!?…]+[\"'”’»)]*\\s+|[。！？]+[」』”]*\\s*");
  private static final Pattern BULLET = Pattern.compile("^[\\s•·●▪◦‣*✓✔–—-]+");
  private static final Pattern LAST_WORD = Pattern.compile("(\\p{L}+)\\.$");
  private static final Pattern FINISHED = Pattern.compile(".*[.!?…。！？][\"'”’»)]*$");
  private static final Pattern DANGLING = Pattern.compile("[\\s,;:–—-]+$");
  private static final Pattern ELSEWHERE =
      Pattern.compile("https?:|www\\.|@|#\\p{L}|[{}<>|]|\\.(com|de|fr|es)\\b");
  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "approx", "ca", "no", "nos", "nr", "max", "min", "art", "ref", "vol", "dr", "mr", "mrs",
          "ms", "st", "incl", "excl", "inkl", "exkl", "zzgl", "etc", "eg", "ie", "vs", "dim", "usw",
          "bzw", "env", "aprox", "núm", "mm", "cm", "in", "ft", "oz", "lb", "kg", "inc", "ltd",
          "co");

  private Sentences() {}

  /** Whole ones only, each with its end; without those that lead elsewhere or announce a list. */
  static List<String> of(String description) {
    var sentences = new ArrayList<String>();
    for (String line : description.split("\\R", -1)) {
      String rest = BULLET.matcher(Clean.line(line)).replaceFirst("");
      for (String sentence : split(rest)) {
        accept(sentence, sentences);
      }
    }
    return sentences;
  }

  private static void accept(String sentence, List<String> sentences) {
    if (sentence.endsWith(":") || ELSEWHERE.matcher(sentence).find()) {
      return;
    }
    String whole = DANGLING.matcher(sentence).replaceFirst("");
    if (whole.codePoints().filter(Character::isLetter).count() < 2) {
      return;
    }
    whole = Clean.sentenceCase(Clean.calmSentence(whole));
    if (!FINISHED.matcher(whole).matches()) {
      whole += isIdeographic(whole) ? "。" : ".";
    }
    if (!sentences.contains(whole)) {
      sentences.add(whole);
    }
  }

  private static List<String> split(String text) {
    var parts = new ArrayList<String>();
    int start = 0;
    Matcher ends = END.matcher(text);
    while (ends.find()) {
      if (isEnd(text.substring(start, ends.end()).strip(), text, ends.end())) {
        parts.add(text.substring(start, ends.end()).strip());
        start = ends.end();
      }
    }
    parts.add(text.substring(start).strip());
    return parts;
  }

  /** In doubt it is none: a sentence too long is left out, half a one would be shown. */
  private static boolean isEnd(String before, String text, int next) {
    if (next >= text.length() || Character.isLowerCase(text.codePointAt(next))) {
      return false;
    }
    Matcher word = LAST_WORD.matcher(before);
    if (!word.find()) {
      return true;
    }
    String last = word.group(1).toLowerCase(Locale.ROOT);
    return last.length() > 1 && !ABBREVIATIONS.contains(last);
  }

  static boolean isIdeographic(String text) {
    return text.codePoints()
        .anyMatch(
            point ->
                switch (Character.UnicodeScript.of(point)) {
                  case HAN, HIRAGANA, KATAKANA -> true;
                  default -> false;
                });
  }
}
