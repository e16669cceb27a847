package com.postpilot.publisher.facebook;

import com.postpilot.common.contract.MediaKind;
import com.postpilot.common.contract.Platform;
import com.postpilot.publisher.graph.GraphClient;
import com.postpilot.publisher.ledger.Claim;
import com.postpilot.publisher.ledger.Publication;
import com.postpilot.publisher.ledger.Step;
import com.postpilot.publisher.ledger.StepKind;
import com.postpilot.publisher.platform.ErrorCatalogue;
import com.postpilot.publisher.platform.Evidence;
import com.postpilot.publisher.platform.Progress;
import com.postpilot.publisher.platform.SocialPlatform;
import com.postpilot.publisher.token.AccountToken;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Pages: a video is a reel, anything else a post in the feed. */
@Component
class Facebook implements SocialPlatform {
  static final ErrorCatalogue ERRORS =
      new ErrorCatalogue(Platform.FACEBOOK, GraphClient.class, Facebook.class);

  private final FeedPosts feed;
  private final Reels reels;

  Facebook(FeedPosts feed, Reels reels) {
    this.feed = feed;
    this.reels = reels;
  }

  @Override
  public Platform platform() {
    return Platform.FACEBOOK;
  }

  @Override
  public ErrorCatalogue errors() {
    return ERRORS;
  }

  @Override
  public Progress publish(Claim claim, AccountToken.Usable token, Predicate<String> taken) {
    return isReel(claim.publication())
        ? reels.publish(claim, token)
        : feed.publish(claim, token, taken);
  }

  private static boolean isReel(Publication publication) {
    return publication.media().size() == 1
        && publication.media().getFirst().kind() == MediaKind.VIDEO;
  }

  @Override
  public Evidence lookUp(
      Claim claim, Step unsettled, AccountToken.Usable token, Predicate<String> taken) {
    return unsettled.kind() == StepKind.REEL_FINISH
        ? reels.lookUp(unsettled, token)
        : feed.lookUp(unsettled, token, taken);
  }

  @Override
  public Optional<Details> details(
      Step sent, @Nullable String remoteId, AccountToken.Usable token, Predicate<String> taken) {
    return sent.kind() == StepKind.REEL_FINISH
        ? reels.details(sent, token)
        : feed.details(sent, remoteId, token, taken);
  }
}
