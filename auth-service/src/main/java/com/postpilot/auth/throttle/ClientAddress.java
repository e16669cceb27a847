package com.postpilot.auth.throttle;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** What stands for one client: an IPv4 address, or the /64 that an IPv6 customer is given. */
final class ClientAddress {
  private static final int PREFIX_BYTES = 8;

  private ClientAddress() {}

  static String network(String address) {
    try {
      return InetAddress.ofLiteral(address) instanceof Inet6Address v6
          ? HexFormat.of().formatHex(Arrays.copyOf(v6.getAddress(), PREFIX_BYTES)) + "/64"
          : address;
    } catch (IllegalArgumentException e) {
      return address; // no literal: a socket of another kind
    }
  }
}
