package com.postpilot.account.notice;

import com.postpilot.common.contract.Platform;
import org.springframework.http.HttpHeaders;

/** Knows how one platform signs what it tells us. */
public interface NoticeReader {

  Platform platform();

  /**
   * @param body as it was sent, byte for byte
   */
  Notice read(HttpHeaders headers, byte[] body);
}
