package com.postpilot.publisher.platform;

import org.jspecify.annotations.Nullable;

/**
 * What a call made at a platform.
 *
 * @param uploadUrl where the platform takes its bytes, exactly as it answered
 */
public record Made(String id, @Nullable String uploadUrl) {
  public Made(String id) {
    this(id, null);
  }
}
