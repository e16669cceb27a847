package com.postpilot.common.fetch;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses the internet gives to everybody. What is not surely one of them is not public.
 */
final class PublicAddresses {
  private static final List<Block> NOT_PUBLIC_4 =
      blocks(
          "0.0.0.0/8", // this host
          "10.0.0.0/8", // private
          "100.64.0.0/10", // carrier-grade NAT; also some clouds' metadata
          "127.0.0.0/8", // loopback
          "169.254.0.0/16", // link-local; clouds' metadata
          "172.16.0.0/12", // private
          "192.0.0.0/24", // protocol assignments
          "192.0.2.0/24", // documentation
          "192.31.196.0/24", // AS112
          "192.52.193.0/24", // AMT
          "192.88.99.0/24", // 6to4 relays
          "192.168.0.0/16", // private
          "192.175.48.0/24", // AS112
          "198.18.0.0/15", // benchmarking
          "198.51.100.0/24", // documentation
          "203.0.113.0/24", // documentation
          "224.0.0.0/4", // multicast
          "240.0.0.0/4"); // reserved, broadcast

  /** Global unicast is 2000::/3; these lie inside it. */
  private static final List<Block> NOT_PUBLIC_6 =
      blocks(
          "2001::/23", // protocol assignments, Teredo, ORCHID
          "2001:db8::/32", // documentation
          "2002::/16", // 6to4: an IPv4 address in disguise
          "3fff::/20", // documentation
          "3ffe::/16"); // 6bone

  private static final Block GLOBAL_UNICAST = Block.of("2000::/3");

  /** IPv4 addresses in the clothes of IPv6 ones: the last four bytes are what is reached. */
  private static final List<Block> EMBEDDED =
      blocks("::ffff:0:0/96", "::/96", "64:ff9b::/96", "::ffff:0:0:0/96");

  private PublicAddresses() {}

  static boolean isPublic(InetAddress address) {
    return switch (address) {
      case Inet4Address four -> isPublic4(four.getAddress());
      case Inet6Address six -> isPublic6(six.getAddress());
      default -> false;
    };
  }

  private static boolean isPublic4(byte[] address) {
    return NOT_PUBLIC_4.stream().noneMatch(block -> block.holds(address));
  }

  private static boolean isPublic6(byte[] address) {
    if (EMBEDDED.stream().anyMatch(block -> block.holds(address))) {
      return isPublic4(Arrays.copyOfRange(address, 12, 16));
    }
    return GLOBAL_UNICAST.holds(address)
        && NOT_PUBLIC_6.stream().noneMatch(block -> block.holds(address));
  }

  private static List<Block> blocks(String... blocks) {
    return Arrays.stream(blocks).map(Block::of).toList();
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Block(byte[] network, int bits) {
    static Block of(String block) {
      var parts = block.split("/", 2);
      try {
        var network = InetAddress.getByName(parts[0]).getAddress();
        // Java turns ::ffff:a.b.c.d into IPv4, whatever it is needed for
        return new Block(
            parts[0].contains(":") && network.length == 4 ? mapped(network) : network,
            Integer.parseInt(parts[1]));
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException(block, e);
      }
    }

    private static byte[] mapped(byte[] four) {
      var six = new byte[16];
      six[10] = (byte) 0xff;
      six[11] = (byte) 0xff;
      System.arraycopy(four, 0, six, 12, 4);
      return six;
    }

    boolean holds(byte[] address) {
      if (address.length != network.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if (((address[bit / 8] ^ network[bit / 8]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}
