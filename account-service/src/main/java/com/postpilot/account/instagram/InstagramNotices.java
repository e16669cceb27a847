package com.postpilot.account.instagram;

import com.postpilot.account.meta.SignedRequest;
import com.postpilot.account.notice.Notice;
import com.postpilot.account.notice.NoticeReader;
import com.postpilot.common.contract.Platform;
import java.time.Clock;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

@Component
class InstagramNotices implements NoticeReader {
  private final InstagramProperties properties;
  private final Clock clock;

  InstagramNotices(InstagramProperties properties, Clock clock) {
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  public Platform platform() {
    return Platform.INSTAGRAM;
  }

  @Override
  public Notice read(HttpHeaders headers, byte[] body) {
    return SignedRequest.read(body, properties.appSecret(), clock.instant());
  }
}
