package com.postpilot.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.postpilot.auth.Inbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class MailServerTests {
  static final MailProperties PROPERTIES =
      new MailProperties(
          "PostPilot <no-reply@shop.example>",
          URI.create("https://app.example"),
          Duration.ofMinutes(5),
          Duration.ofSeconds(30),
          Duration.ofHours(6),
          Duration.ofDays(7),
          Duration.ofDays(30));
  static final Letter LETTER =
      new Letter(
          "Subject",
          List.of("Before <b>it</b>."),
          new Letter.Link("Follow", URI.create("https://app.example/x#token=a&b")),
          List.of("After it."));

  @Test
  void aMailSaysTheSameInPlainTextAndInHtml() throws Exception {
    var id = UUID.randomUUID();
    var greenMail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    greenMail.start();
    try {
      var result = serverAt(greenMail.getSmtp().getPort()).send(id, "ada@example.com", LETTER);

      assertThat(result).isInstanceOf(MailServer.Result.Taken.class);
      var message = greenMail.getReceivedMessages()[0];
      assertThat(message.getFrom()[0]).hasToString("PostPilot <no-reply@shop.example>");
      assertThat(message.getSubject()).isEqualTo("Subject");
      assertThat(message.getMessageID()).isEqualTo("<" + id + "@shop.example>");
      assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
      assertThat(Inbox.text(message))
          .isEqualTo(
              """
              Hello,

              Before <b>it</b>.

              Follow:
              https://app.example/x#token=a&b

              After it.

              PostPilot
              """);
      assertThat(Inbox.html(message))
          .contains(
              "<p>Before &lt;b&gt;it&lt;/b&gt;.</p>",
              "<a href=\"https://app.example/x#token=a&amp;b\">Follow</a>",
              "<p>After it.</p>");
    } finally {
      greenMail.stop();
    }
  }

  @Test
  void aServerThatIsAwayIsAResultAndNamesNobody() throws IOException {
    var result = serverAt(closedPort()).send(UUID.randomUUID(), "ada@example.com", LETTER);

    assertThat(result)
        .isInstanceOfSatisfying(
            MailServer.Result.NotTaken.class,
            notTaken ->
                assertThat(notTaken.reason()).contains("Connection refused").doesNotContain("ada"));
  }

  @Test
  void anAddressThatCannotBeWrittenToIsAResultToo() throws IOException {
    var result = serverAt(closedPort()).send(UUID.randomUUID(), "a da@@example.com", LETTER);

    assertThat(result).isEqualTo(new MailServer.Result.NotTaken("AddressException"));
  }

  @Test
  void pausesDoubleUpToTheLongest() {
    assertThat(PROPERTIES.pauseAfter(1)).isEqualTo(Duration.ofSeconds(30));
    assertThat(PROPERTIES.pauseAfter(2)).isEqualTo(Duration.ofSeconds(60));
    assertThat(PROPERTIES.pauseAfter(5)).isEqualTo(Duration.ofMinutes(8));
    assertThat(PROPERTIES.pauseAfter(11)).isEqualTo(Duration.ofHours(6));
    assertThat(PROPERTIES.pauseAfter(1_000_000)).isEqualTo(Duration.ofHours(6));
  }

  private static MailServer serverAt(int port) {
    var sender = new JavaMailSenderImpl();
    sender.setHost("127.0.0.1");
    sender.setPort(port);
    return new MailServer(sender, PROPERTIES);
  }

  private static int closedPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
