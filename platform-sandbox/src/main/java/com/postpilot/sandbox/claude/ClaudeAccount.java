package com.postpilot.sandbox.claude;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** The one customer of the sandbox's Claude. */
@ConfigurationProperties("postpilot.sandbox.claude")
record ClaudeAccount(String apiKey) {

  @Override
  public String toString() {
    return "ClaudeAccount[]"; // logged with the key it would be everybody's
  }
}
