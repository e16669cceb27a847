package com.postpilot.standalone;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Where the parts of one running suite are found.
 *
 * @param database JDBC URL
 * @param kafka bootstrap servers
 * @param objectStore where services, browsers and platforms reach the bucket
 * @param smtp the mail server
 * @param mailPage where the mail that it takes can be read
 * @param services base URL of each service, without a slash at the end
 */
public record Addresses(
    String database,
    String kafka,
    URI objectStore,
    InetSocketAddress smtp,
    URI mailPage,
    Map<Service, URI> services) {

  public Addresses {
    services = Map.copyOf(services);
  }

  /** Everything on this machine, on the given ports. */
  public static Addresses local(Ports ports) {
    var services = new EnumMap<Service, URI>(Service.class);
    for (var service : Service.values()) {
      services.put(service, local(ports.of(service.artifact())));
    }
    return new Addresses(
        "jdbc:postgresql://127.0.0.1:%d/postpilot".formatted(ports.of(Ports.POSTGRESQL)),
        "127.0.0.1:" + ports.of(Ports.KAFKA),
        local(ports.of(Ports.OBJECT_STORE)),
        InetSocketAddress.createUnresolved("localhost", ports.of(Ports.SMTP)),
        local(ports.of(Ports.MAIL_PAGE)).resolve("/mail"),
        services);
  }

  /** By name, not by number: to a browser localhost:8106 and localhost:3106 are the same site. */
  private static URI local(int port) {
    return URI.create("http://localhost:" + port);
  }

  /** Base URL of a service. */
  public URI of(Service service) {
    return Objects.requireNonNull(services.get(service), service::toString);
  }
}
