package com.postpilot.queue.caption.template;

import com.postpilot.common.contract.Platform;
import com.postpilot.queue.caption.CaptionWriter;
import com.postpilot.queue.product.ProductFacts;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes from phrases: offline, at once, and the same for the same request. English, German, French
 * and Spanish; for another language the phrases are English and the description stays as it is. A
 * brand voice is not heard. Says nothing of a product but what its facts say.
 */
public final class TemplateWriter implements CaptionWriter {
  public static final String NAME = "template";

  private static final Pattern SECOND_END =
      Pattern.compile("(?<=[.!?…。！？])\\.(?=\\s|$)|(?<=[?])\\?");

  private final Map<Language, Phrasebook> books =
      Arrays.stream(Language.values())
          .collect(
              Collectors.toMap(
                  Function.identity(),
                  Phrasebook::of,
                  (first, _) -> first,
                  () -> new EnumMap<>(Language.class)));

  @Override
  public Written write(Request request) {
    Language language = Language.of(request.language());
    Phrasebook book = Objects.requireNonNull(books.get(language));
    Copy copy = Copy.of(request, language);
    if (copy.name().text().codePoints().noneMatch(Character::isLetterOrDigit)) {
      return new Written.Refused(
          "no_title", "The title has no word in it. Give the product a name and try again.");
    }
    var captions = new EnumMap<Platform, Caption>(Platform.class);
    Set<Phrase> used = new HashSet<>();
    for (Platform platform : new TreeSet<>(request.platforms())) {
      var dice = new Random(seed(request, platform));
      var draft = new Draft(book, copy, request.tone(), platform, dice, used);
      String text = draft.text(request.product().isSoldOut());
      captions.put(
          platform,
          new Caption(SECOND_END.matcher(text).replaceAll(""), hashtags(request, copy, platform)));
    }
    return new Written.Captions(captions, NAME);
  }

  private static List<String> hashtags(Request request, Copy copy, Platform platform) {
    var style = Style.of(platform, request.tone());
    return Hashtags.of(
        copy.name(),
        request.product(),
        Copy.brand(request.product()),
        Language.guess(request.product().title() + " " + request.product().description()),
        List.of("shopping", "onlineshopping", "shop"),
        style.leastHashtags(),
        style.mostHashtags());
  }

  /** Products of one run get the same seed and are to sound different all the same. */
  private static long seed(Request request, Platform platform) {
    ProductFacts product = request.product();
    long seed = request.seed();
    for (String part :
        List.of(
            platform.name(),
            request.tone().name(),
            Objects.requireNonNullElse(product.externalId(), ""),
            product.title())) {
      for (int i = 0; i < part.length(); i++) {
        seed = (seed ^ part.charAt(i)) * 0x100000001B3L;
      }
      seed ^= seed >>> 29;
    }
    return seed;
  }
}
