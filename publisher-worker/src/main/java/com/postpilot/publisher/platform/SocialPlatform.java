package com.postpilot.publisher.platform;

import com.postpilot.common.contract.Platform;
import com.postpilot.publisher.ledger.Claim;
import com.postpilot.publisher.ledger.Step;
import com.postpilot.publisher.token.AccountToken;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The calls that publish on one platform, and those that find out what became of them. */
public interface SocialPlatform {

  Platform platform();

  /** Goes on where {@code claim} stands; never called while a visible step is unsettled. */
  Progress publish(Claim claim, AccountToken.Usable token);

  /**
   * Asks what became of a visible step.
   *
   * @param taken whether a remote id belongs to another publication
   */
  Evidence lookUp(Claim claim, Step unsettled, AccountToken.Usable token, Predicate<String> taken);

  /**
   * The id and permalink of a live post.
   *
   * @param remoteId where known already
   * @param publishedAfter when its visible step was sent
   * @return empty if the platform does not show it yet
   */
  Optional<Details> details(
      String text,
      @Nullable String remoteId,
      Instant publishedAfter,
      AccountToken.Usable token,
      Predicate<String> taken);

  record Details(String remoteId, @Nullable String permalink) {}
}
