package com.postpilot.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who listens where: the ports of {@code ports.properties}, moved together by {@code
 * POSTPILOT_PORT_OFFSET} or one by one, as with {@code POSTPILOT_PORT_AUTH_SERVICE}.
 */
public final class Ports {
  public static final String GATEWAY = "gateway";
  public static final String OBJECT_STORE = "object-store";
  public static final String SMTP = "smtp";
  public static final String MAIL_PAGE = "mail-page";
  public static final String POSTGRESQL = "postgresql";
  public static final String KAFKA = "kafka";
  public static final String KAFKA_CONTROLLER = "kafka-controller";

  private final Map<String, Integer> byPart;

  private Ports(Map<String, Integer> byPart) {
    this.byPart = byPart;
  }

  /**
   * @param environment variables as of {@link System#getenv()}
   * @throws CannotStart when a variable is no port
   */
  public static Ports from(Map<String, String> environment) {
    var offset =
        number("POSTPILOT_PORT_OFFSET", environment.getOrDefault("POSTPILOT_PORT_OFFSET", "0"));
    var byPart = new TreeMap<String, Integer>();
    defaults()
        .forEach(
            (part, port) -> {
              var variable = variable((String) part);
              var chosen = environment.get(variable);
              byPart.put(
                  (String) part,
                  chosen != null
                      ? number(variable, chosen)
                      : number((String) part, (String) port) + offset);
            });
    return new Ports(byPart);
  }

  private static Properties defaults() {
    var defaults = new Properties();
    try (var file = Ports.class.getResourceAsStream("ports.properties")) {
      defaults.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return defaults;
  }

  /** Name of the environment variable that places a part. */
  public static String variable(String part) {
    return "POSTPILOT_PORT_" + part.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static int number(String variable, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new CannotStart(variable + " is \"" + value + "\", which is no number.", e);
    }
  }

  /** Everything that listens. */
  public Set<String> parts() {
    return byPart.keySet();
  }

  /** The port of a part: a service's name or one of the constants here. */
  public int of(String part) {
    return Objects.requireNonNull(byPart.get(part), part);
  }

  /**
   * Refuses to go on when anybody else listens on a port of ours: found out here, it is one
   * sentence instead of the stack trace of whichever part is the first to stumble.
   *
   * @throws CannotStart naming the port and the part that wants it
   */
  void requireFree() {
    byPart.forEach(
        (part, port) -> {
          if (!isFree(address(part), port)) {
            throw new CannotStart(
                "Port %d is in use, and %s needs it: end what listens there (ss -ltnp | grep %d), or move %s with %s=<port> or everything with POSTPILOT_PORT_OFFSET=1000."
                    .formatted(port, part, port, part, variable(part)));
          }
        });
  }

  /** Only the gateway is there for others; all else stays on this machine. */
  static @Nullable InetAddress address(String part) {
    return part.equals(GATEWAY) ? null : InetAddress.getLoopbackAddress();
  }

  private static boolean isFree(@Nullable InetAddress address, int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(
          address == null ? new InetSocketAddress(port) : new InetSocketAddress(address, port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
