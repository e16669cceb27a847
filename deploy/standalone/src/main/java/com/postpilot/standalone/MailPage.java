package com.postpilot.standalone;

import com.postpilot.standalone.MailCatcher.Mail;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * The mails that were caught: {@code /mail} for people, {@code /mail.json} for programs ({@code
 * ?to=} picks one recipient's).
 */
final class MailPage implements AutoCloseable {
  private static final Pattern ONE = Pattern.compile("/mail/(\\d{1,9})");
  private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+");

  /** A foreign page may have its own name point here, and read what people are sent. */
  private static final Set<String> OUR_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private static final DateTimeFormatter SENT =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final HttpServer server;

  private MailPage(HttpServer server) {
    this.server = server;
  }

  /**
   * @param mails what there is to show, in the order in which it came
   */
  static MailPage start(int port, Supplier<List<Mail>> mails) throws IOException {
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> answer(exchange, mails));
    server.start();
    return new MailPage(server);
  }

  int port() {
    return server.getAddress().getPort();
  }

  private record Answer(int status, String type, String body) {
    static Answer page(String head, String body) {
      return new Answer(
          200,
          "text/html; charset=utf-8",
          """
          <!DOCTYPE html>
          <html lang="en">
          <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>PostPilot mail</title>
          %s
          <style>
          :root {
            color-scheme: light dark;
            --ground: light-dark(#f4f1ec, #15161a); --card: light-dark(#fff, #1f2127);
            --line: light-dark(#e3ddd3, #32353d); --text: light-dark(#22201d, #ecebe8);
            --quiet: light-dark(#6d675e, #a09d97); --accent: light-dark(#b3402e, #ff9b85);
          }
          * { box-sizing: border-box }
          body { font: 16px/1.5 system-ui, sans-serif; width: min(100%% - 2rem, 44rem); margin: 2rem auto;
                 background: var(--ground); color: var(--text); overflow-wrap: anywhere }
          h1 { font-size: 1.25rem; line-height: 1.3; margin: 0 }
          h2 { font-size: 1rem; margin: 2rem 0 .5rem }
          p { margin: .25rem 0 }
          a { color: var(--accent) }
          :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
          .quiet { color: var(--quiet); font-size: .875rem }
          .card { background: var(--card); border: 1px solid var(--line); border-radius: 14px; margin: 1.25rem 0 0; padding: 1rem 1.25rem }
          .mails { list-style: none; padding: 0 }
          .mails li { position: relative; padding: .75rem 1.25rem }
          .mails li + li { border-top: 1px solid var(--line) }
          .mails a { color: inherit; font-weight: 600; text-decoration: none }
          .mails a::after { content: ""; position: absolute; inset: 0 }
          .mails li:hover a { text-decoration: underline }
          pre { font: inherit; white-space: pre-wrap }
          iframe { display: block; width: 100%%; height: 20rem; background: #fff; color-scheme: light }
          </style>
          </head>
          <body>
          %s</body>
          </html>
          """
              .formatted(head, body));
    }

    static Answer notFound() {
      return new Answer(404, "text/plain; charset=utf-8", "There is no such mail.\n");
    }
  }

  private static void answer(HttpExchange exchange, Supplier<List<Mail>> mails) throws IOException {
    try (exchange) {
      var answer =
          isForUs(exchange)
              ? answer(exchange.getRequestURI().toString(), mails.get())
              : new Answer(403, "text/plain; charset=utf-8", "Ask for localhost.\n");
      var body = answer.body().getBytes(StandardCharsets.UTF_8);
      var headers = exchange.getResponseHeaders();
      headers.set("Content-Type", answer.type());
      headers.set("Cache-Control", "no-store");
      headers.set("X-Content-Type-Options", "nosniff");
      headers.set("Referrer-Policy", "no-referrer");
      headers.set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static boolean isForUs(HttpExchange exchange) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host"))
        .map(host -> host.replaceFirst(":\\d+$", ""))
        .filter(OUR_NAMES::contains)
        .isPresent();
  }

  private static Answer answer(String address, List<Mail> mails) {
    var uri = UriComponentsBuilder.fromUriString(address).build();
    var path = String.valueOf(uri.getPath());
    var one = ONE.matcher(path);
    if (one.matches()) {
      int number = Integer.parseInt(one.group(1));
      return mails.stream()
          .filter(mail -> mail.number() == number)
          .findFirst()
          .map(MailPage::page)
          .orElseGet(Answer::notFound);
    }
    return switch (path) {
      case "/", "/mail", "/mail/" -> list(mails);
      case "/mail.json" ->
          new Answer(
              200,
              "application/json",
              JSON.writeValueAsString(
                  Map.of("items", to(uri.getQueryParams().getFirst("to"), mails))));
      default -> Answer.notFound();
    };
  }

  private static List<Mail> to(@Nullable String recipient, List<Mail> mails) {
    if (recipient == null) {
      return mails;
    }
    var address = UriUtils.decode(recipient, StandardCharsets.UTF_8);
    return mails.stream().filter(mail -> mail.to().equals(address)).toList();
  }

  private static Answer list(List<Mail> mails) {
    var items =
        mails.reversed().stream()
            .map(
                mail ->
                    """
                    <li><a href="/mail/%d">%s</a><br><span class="quiet">To %s%s</span></li>
                    """
                        .formatted(mail.number(), subject(mail), escaped(mail.to()), sent(mail)))
            .collect(Collectors.joining());
    return Answer.page(
        "<meta http-equiv=\"refresh\" content=\"5\">",
        """
        <h1>Mail that PostPilot has sent</h1>
        <p class="quiet">It goes no further than here, and is gone when PostPilot stops.</p>
        %s\
        """
            .formatted(
                mails.isEmpty()
                    ? "<p class=\"card quiet\">Nothing yet.</p>\n"
                    : "<ul class=\"card mails\">\n" + items + "</ul>\n"));
  }

  private static Answer page(Mail mail) {
    var html =
        mail.html() == null
            ? ""
            : """
            <h2>As HTML</h2>
            <iframe class="card" title="The mail as HTML" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="%s"></iframe>
            """
                .formatted(escaped("<base target=\"_blank\">" + mail.html()));
    return Answer.page(
        "",
        """
        <p class="quiet"><a href="/mail">All mails</a></p>
        <h1>%s</h1>
        <p class="quiet">From %s<br>To %s%s</p>
        <pre class="card">%s</pre>
        %s\
        """
            .formatted(
                subject(mail),
                escaped(mail.from()),
                escaped(mail.to()),
                sent(mail),
                clickable(mail.text()),
                html));
  }

  private static String subject(Mail mail) {
    return mail.subject().isBlank() ? "(no subject)" : escaped(mail.subject());
  }

  private static String sent(Mail mail) {
    return mail.sentAt() == null ? "" : "<br>" + SENT.format(mail.sentAt());
  }

  private static String escaped(String text) {
    return HtmlUtils.htmlEscape(text);
  }

  private static String clickable(String text) {
    var html = new StringBuilder();
    var links = LINK.matcher(text);
    int end = 0;
    while (links.find()) {
      var link = escaped(links.group());
      html.append(escaped(text.substring(end, links.start())))
          .append("<a href=\"")
          .append(link)
          .append("\">")
          .append(link)
          .append("</a>");
      end = links.end();
    }
    return html.append(escaped(text.substring(end))).toString();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
