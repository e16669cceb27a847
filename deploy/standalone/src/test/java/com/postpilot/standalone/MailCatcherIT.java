package com.postpilot.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import tools.jackson.databind.json.JsonMapper;

class MailCatcherIT {
  final HttpClient http = HttpClient.newHttpClient();
  final JavaMailSenderImpl sender = new JavaMailSenderImpl();
  MailCatcher catcher;
  MailPage page;

  @BeforeEach
  void start() throws Exception {
    catcher = MailCatcher.start(FreePorts.next());
    page = MailPage.start(FreePorts.next(), catcher::mails);
    sender.setHost("localhost");
    sender.setPort(catcher.port());
  }

  @AfterEach
  void stop() {
    page.close();
    catcher.close();
    http.close();
  }

  @Test
  void aPersonFindsTheMailAndFollowsItsLink() throws Exception {
    assertThat(get("/mail").body()).contains("Nothing yet");
    send("ada@example.com", "Ihr Schlüssel", "Follow http://localhost:3106/x#token=a_b now");

    var list = get("/mail");
    assertThat(list.statusCode()).isEqualTo(200);
    assertThat(list.body()).contains("<a href=\"/mail/1\">Ihr Schl", "ada@example.com");
    var mail = get("/mail/1").body();
    assertThat(mail)
        .contains(
            "<a href=\"http://localhost:3106/x#token=a_b\">http://localhost:3106/x#token=a_b</a>"
                + " now",
            "sandbox=\"allow-popups");
    assertThat(get("/mail/2").statusCode()).isEqualTo(404);
    assertThat(get("/mail/0").statusCode()).isEqualTo(404);
    assertThat(get("/etc/passwd").statusCode()).isEqualTo(404);
  }

  @Test
  void aProgramGetsTheMailsOfOneRecipientInTheOrderInWhichTheyCame() throws Exception {
    send("ada@example.com", "First", "http://localhost:3106/1");
    send("bob+shop@example.com", "Second", "Nothing to follow");
    send("ada@example.com", "Third", "http://localhost:3106/3 and https://shop.example/?a=b&c");

    var all = JsonMapper.shared().readTree(get("/mail.json").body()).at("/items");
    assertThat(all).hasSize(3);
    assertThat(all.at("/1/number").asInt()).isEqualTo(2);
    assertThat(all.at("/1/links")).isEmpty();
    assertThat(all.at("/1/sent_at").asString()).endsWith("Z");

    var adas =
        JsonMapper.shared().readTree(get("/mail.json?to=ada%40example.com").body()).at("/items");
    assertThat(adas)
        .extracting(mail -> mail.at("/subject").asString())
        .containsExactly("First", "Third");
    assertThat(adas.at("/1/links/1").asString()).isEqualTo("https://shop.example/?a=b&c");
    assertThat(adas.at("/0/html").asString()).contains("<b>");
    var bobs = get("/mail.json?to=bob%2Bshop@example.com").body();
    assertThat(JsonMapper.shared().readTree(bobs).at("/items")).hasSize(1);
  }

  @Test
  void whatAMailSaysIsShownAndNotRun() throws Exception {
    send("x@example.com", "<script>alert(1)</script>", "\"><script>alert(2)</script>");

    assertThat(get("/mail").body()).doesNotContain("<script>");
    var mail = get("/mail/1");
    assertThat(mail.body()).doesNotContain("<script>").contains("&lt;script&gt;alert(2)");
    assertThat(mail.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'"));
  }

  @Test
  void mailOfPlainTextOrWithoutAnythingIsMailToo() throws Exception {
    var plain = new SimpleMailMessage();
    plain.setTo("ada@example.com");
    plain.setText("Just so");
    sender.send(plain);

    assertThat(get("/mail/1").body()).contains("Just so").doesNotContain("<iframe");
    assertThat(get("/mail.json").body()).contains("\"html\":null");
    assertThat(get("/mail").body()).contains("<a href=\"/mail/1\">(no subject)</a>");
  }

  @Test
  void theLatestMailsAreKeptUnderTheirNumbersAndTheOldestGo() throws Exception {
    var mails = new SimpleMailMessage[502];
    for (int i = 0; i < mails.length; i++) {
      mails[i] = new SimpleMailMessage();
      mails[i].setTo("ada@example.com");
      mails[i].setText("Mail " + (i + 1));
    }
    sender.send(mails);

    assertThat(catcher.mails()).hasSize(500);
    assertThat(get("/mail/2").statusCode()).isEqualTo(404);
    assertThat(get("/mail/3").body()).contains("Mail 3");
    assertThat(get("/mail/502").body()).contains("Mail 502");
  }

  /** Java's client does not let anybody choose the name. */
  @Test
  void aPageElsewhereThatHasItsNamePointHereReadsNothing() throws IOException {
    try (var socket = new Socket("localhost", page.port())) {
      socket
          .getOutputStream()
          .write(
              "GET /mail.json HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 403").doesNotContain("items");
    }
  }

  private void send(String to, String subject, String text) throws Exception {
    MimeMessage message = sender.createMimeMessage();
    var parts = new MimeMessageHelper(message, true, "UTF-8");
    parts.setFrom("PostPilot <no-reply@postpilot.example>");
    parts.setTo(to);
    parts.setSubject(subject);
    parts.setText(text, "<b>" + text + "</b>");
    sender.send(message);
  }

  private HttpResponse<String> get(String path) throws Exception {
    var uri = URI.create("http://localhost:" + page.port() + path);
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
