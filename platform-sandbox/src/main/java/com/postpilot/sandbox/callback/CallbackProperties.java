package com.postpilot.sandbox.callback;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param appUrl where the app is reached; its callback routes follow
 * @param timeout how long a platform waits for the app's answer
 */
@ConfigurationProperties("postpilot.sandbox.callback")
record CallbackProperties(URI appUrl, Duration timeout) {}
