package com.postpilot.sandbox.tiktok.api;

import org.springframework.web.bind.annotation.RequestMapping;

/** What no other controller of open.tiktokapis.com answers. */
@TikTokApi
class UnsupportedPathController {

  @RequestMapping("/tiktok/{*path}")
  void refuse() {
    throw TikTokError.of(ErrorCode.UNSUPPORTED_PATH, "Unsupported path(Janus).");
  }
}
