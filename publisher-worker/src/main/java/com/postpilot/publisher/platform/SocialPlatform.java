package com.postpilot.publisher.platform;

import com.postpilot.common.contract.Platform;
import com.postpilot.publisher.ledger.Claim;
import com.postpilot.publisher.ledger.Step;
import com.postpilot.publisher.token.AccountToken;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The calls that publish on one platform, and those that find out what became of them. */
public interface SocialPlatform {

  Platform platform();

  ErrorCatalogue errors();

  /**
   * Goes on where {@code claim} stands; never called while a visible step is unsettled.
   *
   * @param taken whether a remote id belongs to another publication
   */
  Progress publish(Claim claim, AccountToken.Usable token, Predicate<String> taken);

  /**
   * Asks what became of a visible step.
   *
   * @param taken whether a remote id belongs to another publication
   */
  Evidence lookUp(Claim claim, Step unsettled, AccountToken.Usable token, Predicate<String> taken);

  /**
   * The id and permalink of a live post.
   *
   * @param sent the visible step that worked
   * @param remoteId where known already
   * @return empty if the platform does not show it yet
   */
  Optional<Details> details(
      Step sent, @Nullable String remoteId, AccountToken.Usable token, Predicate<String> taken);

  record Details(String remoteId, @Nullable String permalink) {}
}
