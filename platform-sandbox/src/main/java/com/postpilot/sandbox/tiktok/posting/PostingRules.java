package com.postpilot.sandbox.tiktok.posting;

import com.postpilot.sandbox.clock.SandboxClock;
import com.postpilot.sandbox.journal.Journal;
import com.postpilot.sandbox.limit.CurrentLimits;
import com.postpilot.sandbox.media.Downloads;
import com.postpilot.sandbox.tiktok.account.Creator;
import com.postpilot.sandbox.tiktok.account.TikTokApp;
import com.postpilot.sandbox.tiktok.api.ErrorCode;
import com.postpilot.sandbox.tiktok.api.TikTokError;
import java.net.URI;
import java.net.URISyntaxException;
import org.springframework.stereotype.Component;

/** Who may post, how often, to whom, and media from where. */
@Component
class PostingRules {

  private final Posts posts;
  private final TikTokApp app;
  private final Journal journal;
  private final SandboxClock clock;
  private final CurrentLimits limits;

  PostingRules(
      Posts posts, TikTokApp app, Journal journal, SandboxClock clock, CurrentLimits limits) {
    this.posts = posts;
    this.app = app;
    this.journal = journal;
    this.clock = clock;
    this.limits = limits;
  }

  void requireMayPost(Creator creator) {
    journal.exclusively(
        () -> {
          var now = clock.instant();
          if (posts.countOfDay(creator.openId(), now) >= limits.tiktok().postsPerDay()) {
            throw TikTokError.of(
                ErrorCode.SPAM_RISK_TOO_MANY_POSTS,
                "The daily post cap from the API is reached for the current user.");
          }
          if (limits.tiktok().unaudited()
              && posts.countOtherCreatorsOfDay(creator.openId(), now)
                  >= limits.tiktok().unauditedCreatorsPerDay()) {
            throw TikTokError.of(
                ErrorCode.REACHED_ACTIVE_USER_CAP,
                "The daily quota for active publishing users from your client is reached.");
          }
        });
  }

  /** An app that was not audited reaches nobody but the creator, whose account must be private. */
  void requireAudience(Creator creator, PrivacyLevel privacy) {
    if (limits.tiktok().unaudited()
        && (!creator.privateAccount() || privacy != PrivacyLevel.SELF_ONLY)) {
      throw TikTokError.of(
          ErrorCode.UNAUDITED_CLIENT_CAN_ONLY_POST_TO_PRIVATE_ACCOUNTS,
          "Unaudited clients can only post to a private account, with privacy_level SELF_ONLY.");
    }
  }

  /** Media come from URLs that the app has verified; what is on loopback counts as verified. */
  void requireOwned(String url) {
    try {
      var uri = new URI(url);
      var isLocal = uri.getHost() != null && Downloads.isLoopback(uri.getHost());
      if (!isLocal && !"https".equals(uri.getScheme())) {
        throw TikTokError.invalidParams("Media are pulled from https URLs only");
      }
      if (!isLocal && !app.hasVerified(url)) {
        throw TikTokError.of(
            ErrorCode.URL_OWNERSHIP_UNVERIFIED,
            "Please review our URL ownership verification rules.");
      }
    } catch (URISyntaxException e) {
      throw TikTokError.invalidParams("The URL is not valid");
    }
  }
}
