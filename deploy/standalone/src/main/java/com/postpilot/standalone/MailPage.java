package com.postpilot.standalone;

import com.postpilot.standalone.MailCatcher.Mail;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
          <meta name="viewport" content="width=device-width">
          <title>PostPilot mail</title>
          %s
          <style>
          body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
          table { border-collapse: collapse; width: 100%% }
          th, td { text-align: left; padding: .4rem 1rem .4rem 0; border-bottom: 1px solid #ccc; overflow-wrap: anywhere }
          pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: 1rem; border: 1px solid #ccc }
          iframe { width: 100%%; height: 24rem; border: 1px solid #ccc }
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
      return number >= 1 && number <= mails.size()
          ? page(mails.get(number - 1))
          : Answer.notFound();
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
    var rows =
        mails.reversed().stream()
            .map(
                mail ->
                    """
                    <tr><td><a href="/mail/%d">%s</a></td><td>%s</td><td>%s</td></tr>
                    """
                        .formatted(
                            mail.number(),
                            HtmlUtils.htmlEscape(mail.subject()),
                            HtmlUtils.htmlEscape(mail.to()),
                            mail.sentAt() == null ? "" : mail.sentAt()))
            .collect(Collectors.joining());
    return Answer.page(
        "<meta http-equiv=\"refresh\" content=\"5\">",
        """
        <h1>Mail that PostPilot has sent</h1>
        <p>It goes no further than here, and is gone when PostPilot stops.</p>
        <table>
        <tr><th>Subject</th><th>To</th><th>Sent</th></tr>
        %s</table>
        """
            .formatted(mails.isEmpty() ? "<tr><td colspan=\"3\">Nothing yet.</td></tr>\n" : rows));
  }

  private static Answer page(Mail mail) {
    var html =
        mail.html() == null
            ? ""
            : """
            <h2>As HTML</h2>
            <iframe title="The mail as HTML" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="%s"></iframe>
            """
                .formatted(HtmlUtils.htmlEscape("<base target=\"_blank\">" + mail.html()));
    return Answer.page(
        "",
        """
        <p><a href="/mail">All mails</a></p>
        <h1>%s</h1>
        <p>From %s<br>To %s</p>
        <pre>%s</pre>
        %s\
        """
            .formatted(
                HtmlUtils.htmlEscape(mail.subject()),
                HtmlUtils.htmlEscape(mail.from()),
                HtmlUtils.htmlEscape(mail.to()),
                clickable(mail.text()),
                html));
  }

  private static String clickable(String text) {
    var html = new StringBuilder();
    var links = LINK.matcher(text);
    int end = 0;
    while (links.find()) {
      var link = HtmlUtils.htmlEscape(links.group());
      html.append(HtmlUtils.htmlEscape(text.substring(end, links.start())))
          .append("<a href=\"")
          .append(link)
          .append("\">")
          .append(link)
          .append("</a>");
      end = links.end();
    }
    return html.append(HtmlUtils.htmlEscape(text.substring(end))).toString();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
