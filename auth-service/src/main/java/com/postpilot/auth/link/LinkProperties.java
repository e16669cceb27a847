package com.postpilot.auth.link;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long links work after they were sent.
 *
 * @param verifyAddress those that prove who reads an address
 * @param resetPassword those that let in without the password
 */
@ConfigurationProperties("postpilot.auth.link")
@Validated
public record LinkProperties(
    @NotNull @DefaultValue("3d") Duration verifyAddress,
    @NotNull @DefaultValue("30m") Duration resetPassword) {

  public Duration lifetime(Purpose purpose) {
    return switch (purpose) {
      case VERIFY_ADDRESS -> verifyAddress;
      case RESET_PASSWORD -> resetPassword;
    };
  }
}
