package com.postpilot.queue.caption.template;

import com.postpilot.common.contract.Platform;
import com.postpilot.queue.caption.CaptionWriter;
import com.postpilot.queue.claim.FactGuard;
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
 * brand voice is not followed: phrases are as they are, and only the tone chooses among them. Says
 * nothing of a product but what its facts say, and nothing that the workspace banned unless the
 * product's own name says it.
 */
public final class TemplateWriter implements CaptionWriter {
  public static final String NAME = "template";

  private static final Pattern SECOND_END =
      Pattern.compile("(?<=[.!?…。！？])\\.(?=\\s|$)|(?<=[?])\\?");

  private static final int ATTEMPTS = 4;

  private final FactGuard guard = new FactGuard();
  private final Map<Language, Phrasebook> books =
      Arrays.stream(Language.values())
          .collect(
              Collectors.toMap(
                  Function.identity(),
                  Phrasebook::of,
                  (first, _) -> first,
                  () -> new EnumMap<>(Language.class)));

  @Override
  public String name() {
    return NAME;
  }

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
      captions.put(platform, caption(request, book, copy, platform, used));
    }
    return new Written.Captions(captions, NAME);
  }

  /**
   * Judged as it will be judged once more: a description may claim what price and stock no longer
   * say, and a title beside a phrase what neither says alone. Then others are tried, and at last
   * there is the name.
   */
  private Caption caption(
      Request request, Phrasebook book, Copy copy, Platform platform, Set<Phrase> used) {
    Copy careful = copy;
    List<String> hashtags = hashtags(request, copy, platform);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var dice = new Random(seed(request, platform) + attempt);
      var said = new HashSet<>(used);
      var draft = new Draft(book, careful, request.tone(), platform, dice, said);
      String text = SECOND_END.matcher(draft.text(request.product().isSoldOut())).replaceAll("");
      if (isTrue(request, copy, rendered(text, hashtags))) {
        used.addAll(said);
        return new Caption(text, hashtags);
      }
      careful = copy.withDetails(sentence -> isTrue(request, copy, sentence));
    }
    return new Caption(copy.name().text() + ".", List.of());
  }

  private boolean isTrue(Request request, Copy copy, String text) {
    return guard.check(request.product(), text, request.language(), copy.banned()).isEmpty();
  }

  private static String rendered(String text, List<String> hashtags) {
    return hashtags.stream()
        .map(tag -> "#" + tag)
        .collect(Collectors.joining(" ", text + "\n\n", ""));
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
            style.mostHashtags())
        .stream()
        .filter(tag -> !copy.forbids("#" + tag))
        .toList();
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
