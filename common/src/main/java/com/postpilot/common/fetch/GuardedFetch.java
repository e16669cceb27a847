package com.postpilot.common.fetch;

import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/**
 * Fetches what a user's URL names without letting the URL reach into our own network: http and
 * https only, every address that the name resolves to must be public, the connection goes to just
 * those addresses (a second look-up could tell another one), each redirect is judged anew, size and
 * time are capped.
 */
public final class GuardedFetch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GuardedFetch.class);
  private static final int MAX_REDIRECTS = 3;
  private static final int MAX_URL = 2048;

  /** How many of a body's first bytes its limit is judged by. */
  private static final int HEAD = 16;

  private final CloseableHttpClient http;
  private final ScheduledExecutorService deadlines;

  /**
   * @param allowPrivateAddresses for tests alone: fetches from loopback and private networks
   */
  public GuardedFetch(boolean allowPrivateAddresses) {
    this(allowPrivateAddresses, GuardedFetch::lookUp);
  }

  GuardedFetch(boolean allowPrivateAddresses, Resolver resolver) {
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(new Guard(resolver, allowPrivateAddresses))
            .setDefaultConnectionConfig(
                ConnectionConfig.custom().setConnectTimeout(Timeout.ofSeconds(3)).build())
            .setDefaultSocketConfig(
                SocketConfig.custom().setSoTimeout(Timeout.ofSeconds(10)).build())
            .setMaxConnTotal(64)
            .build();
    this.http =
        HttpClients.custom()
            .setConnectionManager(connections)
            .setDefaultRequestConfig(
                RequestConfig.custom().setResponseTimeout(Timeout.ofSeconds(10)).build())
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableContentCompression()
            .disableCookieManagement()
            .disableAuthCaching()
            // a kept connection would skip the guard
            .setConnectionReuseStrategy((request, response, context) -> false)
            .setUserAgent("PostPilot/1.0")
            .build();
    var timer = new ScheduledThreadPoolExecutor(1, Thread.ofVirtual().name("fetch-", 0).factory());
    timer.setRemoveOnCancelPolicy(true);
    this.deadlines = timer;
  }

  /** The addresses of a host's name. */
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  /** How much is taken of a body that begins like this. */
  public interface Limit {
    DataSize of(byte[] head);
  }

  /**
   * What is fetched.
   *
   * @param field of the request that names the URL
   * @param accept media types, as the header has them
   * @param instead a sentence: what to do with a file that takes too long
   */
  public record Wanted(String field, String accept, Limit limit, String instead) {}

  /**
   * Saves what stands at {@code url}.
   *
   * @throws Problem 422 for a URL that must not or cannot be fetched in time, 413 for too large a
   *     body
   */
  public void fetch(String url, Wanted wanted, FetchDeadline deadline, Path into) {
    try (var alarm = new Alarm(deadline)) {
      var next = parse(url, wanted.field());
      for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
        var location = get(next, wanted, alarm, into);
        if (location.isEmpty()) {
          return;
        }
        next = follow(next, location.get(), wanted.field());
      }
      throw Problem.invalid(wanted.field(), "not_fetched", "The address redirects too often.");
    }
  }

  /** Ends what is under way: a host that sends a byte now and then never runs into a time-out. */
  private final class Alarm implements AutoCloseable {
    private final FetchDeadline deadline;
    private @Nullable ScheduledFuture<?> alarm;

    Alarm(FetchDeadline deadline) {
      this.deadline = deadline;
    }

    void guard(HttpGet request) {
      close();
      alarm =
          deadlines.schedule(
              () -> request.cancel(), Math.max(1, deadline.left().toNanos()), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
      if (alarm != null) {
        alarm.cancel(false);
      }
    }
  }

  /** Where it redirects to; empty if the body is saved. */
  private Optional<String> get(URI url, Wanted wanted, Alarm alarm, Path into) {
    if (alarm.deadline.over()) {
      throw late(wanted, alarm.deadline);
    }
    var request = new HttpGet(url);
    request.setHeader("Accept", wanted.accept());
    alarm.guard(request);
    try {
      var response = http.executeOpen(HttpHost.create(url), request, null);
      try {
        return read(response, wanted, into);
      } finally {
        request.cancel(); // or closing would read on to the end of the body, if there is one
        closeQuietly(response);
      }
    } catch (NotPublic e) {
      throw Problem.invalid(
          wanted.field(),
          "address_not_allowed",
          "Only addresses on the public internet are fetched.");
    } catch (UnknownHostException e) {
      throw Problem.invalid(wanted.field(), "not_fetched", "This host is not known.");
    } catch (IOException e) {
      log.debug("Not fetched", e);
      throw alarm.deadline.over()
          ? late(wanted, alarm.deadline)
          : Problem.invalid(
              wanted.field(), "not_fetched", "The address did not answer as expected.");
    }
  }

  private static Problem late(Wanted wanted, FetchDeadline deadline) {
    return Problem.invalid(
        wanted.field(),
        "not_fetched",
        "This could not be fetched within %d seconds. %s"
            .formatted(deadline.length().toSeconds(), wanted.instead()));
  }

  private static void closeQuietly(ClassicHttpResponse response) {
    try {
      response.close();
    } catch (IOException e) {
      log.trace("Closed by us", e);
    }
  }

  private static Optional<String> read(ClassicHttpResponse response, Wanted wanted, Path into)
      throws IOException {
    int status = response.getCode();
    if (List.of(301, 302, 303, 307, 308).contains(status)) {
      var location = response.getFirstHeader("Location");
      if (location != null) {
        return Optional.of(location.getValue());
      }
    }
    if (status != 200) {
      throw Problem.invalid(
          wanted.field(), "not_fetched", "The address answered with status %d.".formatted(status));
    }
    var entity = response.getEntity();
    if (entity == null) {
      throw Problem.invalid(wanted.field(), "not_fetched", "The address answered with nothing.");
    }
    save(entity.getContent(), entity.getContentLength(), wanted, into);
    return Optional.empty();
  }

  private static void save(InputStream body, long announced, Wanted wanted, Path into)
      throws IOException {
    var head = body.readNBytes(HEAD);
    var max = wanted.limit().of(head);
    if (announced > max.toBytes()) {
      throw tooLarge(wanted.field(), max);
    }
    try (var file = Files.newOutputStream(into)) {
      file.write(head);
      long size = head.length;
      var chunk = new byte[16_384];
      for (int n = body.read(chunk); n >= 0; n = body.read(chunk)) {
        size += n;
        if (size > max.toBytes()) {
          throw tooLarge(wanted.field(), max);
        }
        file.write(chunk, 0, n);
      }
    }
  }

  private static Problem tooLarge(String field, DataSize max) {
    return Problem.at(
        ProblemCode.PAYLOAD_TOO_LARGE,
        field,
        "At most %d MB are taken.".formatted(max.toMegabytes()));
  }

  private static URI follow(URI from, String location, String field) {
    try {
      return parse(from.resolve(new URI(location)).toString(), field);
    } catch (URISyntaxException e) {
      throw Problem.invalid(field, "not_fetched", "The address redirects to nowhere.");
    }
  }

  private static URI parse(String text, String field) {
    var url = text.length() > MAX_URL ? null : uri(text);
    if (url == null
        || url.getScheme() == null
        || url.getHost() == null
        || !List.of("http", "https").contains(url.getScheme().toLowerCase(Locale.ROOT))) {
      throw Problem.invalid(field, "invalid", "This must be an http or https address.");
    }
    if (url.getRawUserInfo() != null) {
      throw Problem.invalid(field, "invalid", "An address with a user name is not fetched.");
    }
    return url;
  }

  private static @Nullable URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private static InetAddress[] lookUp(String host) throws UnknownHostException {
    return InetAddress.getAllByName(host);
  }

  /** What the HTTP client connects to is what this returns, and nothing else. */
  private record Guard(Resolver resolver, boolean allowPrivate) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      var addresses = resolver.resolve(host);
      if (addresses.length == 0) {
        throw new UnknownHostException(host);
      }
      // One private address among public ones is no accident.
      if (!allowPrivate && !Arrays.stream(addresses).allMatch(PublicAddresses::isPublic)) {
        throw new NotPublic(host);
      }
      return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  private static final class NotPublic extends UnknownHostException {
    NotPublic(String host) {
      super(host);
    }
  }

  @Override
  public void close() throws IOException {
    deadlines.shutdownNow();
    http.close();
  }
}
