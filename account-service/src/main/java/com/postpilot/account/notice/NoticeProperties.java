package com.postpilot.account.notice;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param publicUrl the gateway as browsers and platforms see it
 */
@ConfigurationProperties("postpilot.account.notice")
@Validated
record NoticeProperties(@NotNull URI publicUrl) {}
