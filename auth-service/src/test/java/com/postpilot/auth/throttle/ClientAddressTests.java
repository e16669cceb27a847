package com.postpilot.auth.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientAddressTests {

  @Test
  void theAddressesOfOneIpv6CustomerAreOneClient() {
    assertThat(ClientAddress.network("2001:db8:1:2:aaaa::1"))
        .isEqualTo(ClientAddress.network("2001:db8:1:2:bbbb::2"))
        .isNotEqualTo(ClientAddress.network("2001:db8:1:3:aaaa::1"));
  }

  @Test
  void eachIpv4AddressIsAClient() {
    assertThat(ClientAddress.network("192.0.2.1")).isNotEqualTo(ClientAddress.network("192.0.2.2"));
  }

  @Test
  void whatIsNoAddressIsNotLookedUp() {
    assertThat(ClientAddress.network("unknown.example")).isEqualTo("unknown.example");
  }
}
