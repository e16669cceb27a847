package com.postpilot.publisher.execution;

import com.postpilot.common.contract.Platform;
import com.postpilot.publisher.ledger.Publication;
import com.postpilot.publisher.platform.SocialPlatform;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Where publications go. */
@Component
class Platforms {
  private final Map<Platform, SocialPlatform> platforms;

  Platforms(List<SocialPlatform> platforms) {
    this.platforms =
        platforms.stream().collect(Collectors.toMap(SocialPlatform::platform, Function.identity()));
  }

  SocialPlatform of(Publication publication) {
    return Objects.requireNonNull(platforms.get(publication.platform()));
  }
}
