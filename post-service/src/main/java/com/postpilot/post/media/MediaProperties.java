package com.postpilot.post.media;

import com.postpilot.common.contract.MediaKind;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What is taken in.
 *
 * @param maxSize of an uploaded or fetched picture
 * @param maxVideoSize of an uploaded or fetched video
 * @param maxPixels of a picture that is decoded; more is refused before anything is decoded
 * @param fetchTimeout for all URLs of one request, redirects and bodies included; short enough that
 *     what was fetched is stored before the gateway gives the request up
 * @param allowPrivateAddresses for tests alone: fetches from loopback and private networks
 * @param uploadFor how long an upload URL is good
 * @param urlFor how long a picture's URL is good
 */
@ConfigurationProperties("postpilot.media")
@Validated
record MediaProperties(
    @NotNull @DefaultValue("25MB") DataSize maxSize,
    @NotNull @DefaultValue("1GB") DataSize maxVideoSize,
    @Min(1) @DefaultValue("40000000") long maxPixels,
    @NotNull @DefaultValue("20s") Duration fetchTimeout,
    @DefaultValue("false") boolean allowPrivateAddresses,
    @NotNull @DefaultValue("15m") Duration uploadFor,
    @NotNull @DefaultValue("6h") Duration urlFor) {

  DataSize maxSize(MediaKind kind) {
    return kind == MediaKind.VIDEO ? maxVideoSize : maxSize;
  }
}
