package com.postpilot.account.instagram;

import com.postpilot.account.limits.LimitsSource;
import com.postpilot.account.limits.PublishingLimits;
import com.postpilot.account.meta.Graph;
import com.postpilot.account.oauth.Secret;
import com.postpilot.account.remote.Answer;
import com.postpilot.account.remote.Remote;
import com.postpilot.account.remote.Remotes;
import com.postpilot.common.contract.Platform;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How many posts Instagram still takes of an account; the number differs, so it is asked for. */
@Component
class InstagramQuota implements LimitsSource {
  private final InstagramProperties properties;
  private final Remote remote;
  private final Clock clock;

  InstagramQuota(InstagramProperties properties, Remotes remotes, Clock clock) {
    this.properties = properties;
    this.remote = remotes.of(Platform.INSTAGRAM, "quota", Graph::read);
    this.clock = clock;
  }

  @Override
  public Platform platform() {
    return Platform.INSTAGRAM;
  }

  @Override
  public Told ask(Secret access, String externalId) {
    var now = clock.instant();
    var uri =
        Remote.at(
            properties.graphBaseUrl(),
            "/" + properties.apiVersion() + "/" + externalId + "/content_publishing_limit",
            Map.of("fields", "quota_usage,config"));
    return switch (remote.getPersistently(uri, access)) {
      case Answer.Ok(var body) -> {
        var quota = body.path("data").path(0);
        var total = quota.path("config").path("quota_total").asInt(0);
        yield total <= 0
            ? new Told.Unavailable("an answer without a quota")
            : new Told.Limits(
                new PublishingLimits(
                    new PublishingLimits.Quota(
                        quota.path("quota_usage").asInt(0),
                        total,
                        quota.path("config").path("quota_duration").asLong(86_400)),
                    null,
                    now));
      }
      case Answer.Refusal(var code) when Graph.meaning(code) == Graph.Meaning.DEAD ->
          new Told.Refused(code);
      case Answer.Refusal(var code) -> new Told.Unavailable("code " + code);
      case Answer.None(var reason) -> new Told.Unavailable(reason);
    };
  }
}
