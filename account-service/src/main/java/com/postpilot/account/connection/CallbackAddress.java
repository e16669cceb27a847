package com.postpilot.account.connection;

import com.postpilot.common.contract.Platform;
import java.net.URI;
import org.springframework.stereotype.Component;

/** Where platforms send people back to; registered with each of them to the letter. */
@Component
class CallbackAddress {
  private final String publicUrl;

  CallbackAddress(ConnectionProperties properties) {
    this.publicUrl = properties.publicUrl().toString().replaceFirst("/+$", "");
  }

  URI of(Platform platform) {
    return URI.create(publicUrl + "/api/v1/oauth/" + platform.slug() + "/callback");
  }
}
