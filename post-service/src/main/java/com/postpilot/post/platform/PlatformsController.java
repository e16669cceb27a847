package com.postpilot.post.platform;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.contract.PlatformLimits;
import com.postpilot.common.web.Page;
import java.util.Arrays;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PlatformsController {

  /** The very data that posts are judged by; no secret, so it needs no token. */
  @GetMapping("/api/v1/platforms")
  Page<PlatformLimits> platforms() {
    return new Page<>(Arrays.stream(Platform.values()).map(PlatformLimits::of).toList(), null);
  }
}
