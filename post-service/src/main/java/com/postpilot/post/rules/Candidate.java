package com.postpilot.post.rules;

import com.postpilot.common.contract.MediaKind;
import com.postpilot.common.contract.Platform;
import com.postpilot.common.contract.PlatformLimits;
import com.postpilot.common.contract.PostKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A post as one account would publish it.
 *
 * @param text as a follower would read it
 * @param dueAt when it is to go out, {@code now} if at once
 * @param others what else goes out, or just went out, through the account
 * @param changedSinceConsent whether it is another content than the one that somebody agreed to
 */
public record Candidate(
    Place place,
    Platform platform,
    String text,
    List<Medium> media,
    Map<String, Object> options,
    AccountFacts account,
    Instant dueAt,
    Instant now,
    List<Outing> others,
    boolean changedSinceConsent) {

  PlatformLimits limits() {
    return PlatformLimits.of(platform);
  }

  PlatformLimits.Kind kind() {
    return limits().kind(PostKind.of(platform, kinds(), options.get("kind")));
  }

  List<MediaKind> kinds() {
    return media.stream().map(Medium::kind).toList();
  }

  String name() {
    return platform.displayName();
  }

  @Nullable Object option(String name) {
    return options.get(name);
  }

  boolean isOn(String option) {
    return Boolean.TRUE.equals(options.get(option));
  }
}
