package com.postpilot.post.rules;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.contract.PostKind;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** What is particular to Facebook. */
final class FacebookRules {
  private static final List<String> OWN_HOSTS = List.of("facebook.com", "fb.com", "fb.me");

  private FacebookRules() {}

  static void content(Candidate candidate, Findings findings) {
    if (candidate.platform() == Platform.FACEBOOK
        && candidate.kind().kind() == PostKind.FEED
        && candidate.text().isBlank()
        && candidate.media().isEmpty()
        && candidate.option("link") == null) {
      findings.block(
          "nothing_to_publish",
          candidate.place().caption(),
          null,
          null,
          "The post is empty: Facebook needs a text, a picture or a link.",
          "Write something, or add a picture or a link.");
    }
  }

  static void link(Candidate candidate, Findings findings) {
    if (candidate.platform() != Platform.FACEBOOK
        || !(candidate.option("link") instanceof String link)) {
      return;
    }
    if (!candidate.media().isEmpty()) {
      findings.block(
          "link_beside_media",
          candidate.place().option("link"),
          0,
          candidate.media().size(),
          "Facebook shows the preview of a link or media, not both.",
          "Remove the media, or move the link into the text.");
    }
    var host = String.valueOf(URI.create(link).getHost()).toLowerCase(Locale.ROOT);
    if (OWN_HOSTS.stream().anyMatch(own -> host.equals(own) || host.endsWith("." + own))) {
      findings.block(
          "link_to_facebook",
          candidate.place().option("link"),
          null,
          host,
          "Facebook refuses links to itself.",
          "Link to a page of your own.");
    }
  }
}
