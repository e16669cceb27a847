package com.postpilot.sandbox.media;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param fetchTimeout how long the platforms wait for a picture, from connecting to its last byte
 */
@ConfigurationProperties("postpilot.sandbox.media")
record MediaProperties(Duration fetchTimeout) {}
