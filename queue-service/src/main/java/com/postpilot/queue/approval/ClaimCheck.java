package com.postpilot.queue.approval;

import com.postpilot.queue.claim.FactGuard;
import com.postpilot.queue.item.CaptionCheck;
import com.postpilot.queue.item.Unsupported;
import com.postpilot.queue.product.ProductFacts;
import com.postpilot.queue.settings.Settings;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Holds a caption, as it is posted, against the facts and against what the workspace never says.
 */
@Component
class ClaimCheck implements CaptionCheck {
  private final FactGuard guard;
  private final Settings settings;

  ClaimCheck(FactGuard guard, Settings settings) {
    this.guard = guard;
    this.settings = settings;
  }

  @Override
  public List<Unsupported> check(
      UUID workspaceId,
      ProductFacts facts,
      Locale language,
      String caption,
      List<String> hashtags) {
    var banned = settings.of(workspaceId).bannedClaims();
    return guard.check(facts, posted(caption, hashtags), language, banned).stream()
        .map(
            claim ->
                new Unsupported(
                    claim.start(),
                    claim.end(),
                    claim.text(),
                    claim.kind().name(),
                    claim.reason(),
                    null))
        .toList();
  }

  private static String posted(String caption, List<String> hashtags) {
    return hashtags.isEmpty()
        ? caption
        : hashtags.stream()
            .map(tag -> "#" + tag)
            .collect(Collectors.joining(" ", caption + "\n\n", ""));
  }
}
