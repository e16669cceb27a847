package com.postpilot.account.tiktok;

import com.postpilot.account.limits.LimitsSource;
import com.postpilot.account.limits.PublishingLimits;
import com.postpilot.account.oauth.Secret;
import com.postpilot.account.remote.Answer;
import com.postpilot.account.remote.Remote;
import com.postpilot.account.remote.Remotes;
import com.postpilot.common.contract.Platform;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What TikTok wants to be asked before every post. */
@Component
class TikTokCreator implements LimitsSource {
  private final TikTokProperties properties;
  private final Remote remote;
  private final Clock clock;

  TikTokCreator(TikTokProperties properties, Remotes remotes, Clock clock) {
    this.properties = properties;
    this.remote = remotes.of(Platform.TIKTOK, "creator", Envelope::read);
    this.clock = clock;
  }

  @Override
  public Platform platform() {
    return Platform.TIKTOK;
  }

  @Override
  public Told ask(Secret access, String externalId) {
    var now = clock.instant();
    var uri = Remote.at(properties.apiBaseUrl(), "/v2/post/publish/creator_info/query/", Map.of());
    return switch (remote.post(uri, access)) {
      case Answer.Ok(var body) when body.path("data").isObject() ->
          told(creator(body.path("data")), now);
      case Answer.Ok ok -> new Told.Unavailable("an answer without a creator");
      case Answer.Refusal(var code) when isAboutTheToken(code) -> new Told.Refused(code);
      // An account that may not post now is told by an error, with HTTP 200.
      case Answer.Refusal(var code) when isAboutPosting(code) -> told(barred(code), now);
      case Answer.Refusal(var code) -> new Told.Unavailable("code " + code);
      case Answer.None(var reason) -> new Told.Unavailable(reason);
    };
  }

  private static boolean isAboutTheToken(String code) {
    return code.equals("access_token_invalid") || code.startsWith("scope_");
  }

  private static boolean isAboutPosting(String code) {
    return code.startsWith("spam_risk") || code.equals("reached_active_user_cap");
  }

  private static Told told(PublishingLimits.Creator creator, Instant now) {
    return new Told.Limits(new PublishingLimits(null, creator, now));
  }

  private static PublishingLimits.Creator creator(JsonNode data) {
    var seconds = data.path("max_video_post_duration_sec").asInt(0);
    return new PublishingLimits.Creator(
        Answer.text(data, "creator_nickname").orElse(null),
        Answer.text(data, "creator_username").orElse(null),
        Answer.url(data, "creator_avatar_url").orElse(null),
        Answer.texts(data.path("privacy_level_options")),
        data.path("comment_disabled").asBoolean(false),
        data.path("duet_disabled").asBoolean(false),
        data.path("stitch_disabled").asBoolean(false),
        seconds <= 0 ? null : seconds,
        true,
        null);
  }

  private static PublishingLimits.Creator barred(String code) {
    return new PublishingLimits.Creator(
        null, null, null, List.of(), false, false, false, null, false, code);
  }
}
