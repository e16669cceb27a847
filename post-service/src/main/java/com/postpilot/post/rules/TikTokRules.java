package com.postpilot.post.rules;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.contract.PostKind;
import com.postpilot.post.rules.AccountFacts.Creator;
import java.util.Objects;

/** What TikTok asks of those who post through its API. */
final class TikTokRules {
  private static final String PRIVACY = "privacy_level";
  private static final String CONSENT = "consent_at";
  private static final String PRIVATE = "SELF_ONLY";

  private TikTokRules() {}

  /** Chosen by hand, never assumed, and one of those that the creator's account offers. */
  static void privacy(Candidate candidate, Findings findings) {
    if (candidate.platform() != Platform.TIKTOK) {
      return;
    }
    var chosen = candidate.option(PRIVACY);
    var creator = candidate.account().askedCreator();
    var offered = creator == null ? null : String.join(", ", creator.privacyLevels());
    if (chosen == null) {
      findings.block(
          "privacy_missing",
          candidate.place().option(PRIVACY),
          offered,
          null,
          "Nobody has chosen who can see the post. TikTok wants this chosen by hand each time.",
          offered == null ? "Choose a privacy level." : "Choose one of %s.".formatted(offered));
    } else if (creator != null && !creator.privacyLevels().contains(chosen)) {
      findings.block(
          "privacy_not_offered",
          candidate.place().option(PRIVACY),
          offered,
          chosen,
          "The account %s does not offer %s.".formatted(creator.nickname(), chosen),
          "Choose one of %s.".formatted(offered));
    }
  }

  /** Given to this content: who changes it is asked again. */
  static void consent(Candidate candidate, Findings findings) {
    if (candidate.platform() != Platform.TIKTOK) {
      return;
    }
    var agreedAt = candidate.option(CONSENT);
    if (agreedAt == null) {
      findings.block(
          "consent_missing",
          candidate.place().option(CONSENT),
          null,
          null,
          "Nobody has agreed to TikTok's Music Usage Confirmation for this post.",
          "Read it, agree, and give the time at which you did.");
    } else if (candidate.changedSinceConsent()) {
      findings.block(
          "consent_outdated",
          candidate.place().option(CONSENT),
          null,
          agreedAt,
          "The post was changed after somebody agreed to TikTok's Music Usage Confirmation for it.",
          "Look at the post as it is now, agree again, and give the time at which you did.");
    }
  }

  /** An interaction that the creator has switched off cannot be allowed for one post. */
  static void interactions(Candidate candidate, Findings findings) {
    var creator = candidate.account().askedCreator();
    if (candidate.platform() != Platform.TIKTOK || creator == null) {
      return;
    }
    interaction(candidate, findings, "disable_comment", creator.commentDisabled(), "comments");
    if (candidate.kind().kind() == PostKind.VIDEO) {
      interaction(candidate, findings, "disable_duet", creator.duetDisabled(), "duets");
      interaction(candidate, findings, "disable_stitch", creator.stitchDisabled(), "stitches");
    }
  }

  private static void interaction(
      Candidate candidate, Findings findings, String option, boolean off, String what) {
    if (off && Boolean.FALSE.equals(candidate.option(option))) {
      findings.block(
          "interaction_disabled",
          candidate.place().option(option),
          true,
          false,
          "The account has switched off %s: they cannot be allowed for one post.".formatted(what),
          "Set %s to true, or leave it out.".formatted(option));
    }
  }

  static void brandedContent(Candidate candidate, Findings findings) {
    if (candidate.platform() == Platform.TIKTOK
        && candidate.isOn("brand_content_toggle")
        && PRIVATE.equals(candidate.option(PRIVACY))) {
      findings.block(
          "branded_content_private",
          candidate.place().option(PRIVACY),
          null,
          PRIVATE,
          "Branded content cannot be visible to its creator alone.",
          "Choose another privacy level, or switch brand_content_toggle off.");
    }
  }

  static void creator(Candidate candidate, Findings findings) {
    var creator = candidate.account().creator();
    if (candidate.platform() != Platform.TIKTOK || creator == null) {
      return;
    }
    longest(candidate, creator, findings);
    if (!creator.canPost()) {
      var reason = Objects.requireNonNullElse(creator.reason(), "TikTok does not say why.");
      if (candidate.dueAt().isAfter(candidate.now())) {
        findings.warn(
            "creator_cannot_post_now",
            candidate.place().account(),
            null,
            reason,
            "TikTok takes no post from %s at this moment: %s".formatted(creator.nickname(), reason),
            "Nothing, if this is over when the post is due: it is tried again then.");
      } else {
        findings.block(
            "creator_cannot_post",
            candidate.place().account(),
            null,
            reason,
            "TikTok takes no post from %s at this moment: %s".formatted(creator.nickname(), reason),
            "Schedule the post for a later time.");
      }
    }
  }

  private static void longest(Candidate candidate, Creator creator, Findings findings) {
    var max = creator.maxSeconds();
    for (int i = 0; i < candidate.media().size(); i++) {
      var duration = candidate.media().get(i).durationMs();
      if (max != null && duration != null && duration > max * 1_000) {
        findings.block(
            "video_too_long_for_creator",
            candidate.place().medium(i),
            max,
            duration / 1_000.0,
            "The video lasts %s seconds; TikTok takes %d from %s."
                .formatted(Words.plain(duration / 1_000.0), max, creator.nickname()),
            "Shorten the video.");
      }
    }
  }
}
