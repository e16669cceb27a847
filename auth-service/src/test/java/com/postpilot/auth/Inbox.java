package com.postpilot.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.MessageDeliveryHandler;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** A mail server, and what people find in their mail. */
public final class Inbox {
  public static final String VERIFY = "Confirm your e-mail address";
  public static final String RESET = "Choose a new password";
  public static final String CHANGED = "Your password was changed";
  public static final String CHANGING = "Your e-mail address is about to change";

  private static final Pattern TOKEN = Pattern.compile("#token=([A-Za-z0-9_-]+)");
  private static final GreenMail SERVER = started();

  private Inbox() {}

  private static GreenMail started() {
    var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    return server;
  }

  /** Tells the service where it is. */
  static final class Initializer
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(
              new MapPropertySource(
                  "inbox",
                  Map.of(
                      "POSTPILOT_SMTP_HOST",
                      "127.0.0.1",
                      "POSTPILOT_SMTP_PORT",
                      SERVER.getSmtp().getPort())));
    }
  }

  /** What has come to an address under that subject, as plain text. */
  public static List<String> mails(String address, String subject) {
    return messages(address, subject).stream().map(Inbox::text).toList();
  }

  public static List<MimeMessage> messages(String address, String subject) {
    return Arrays.stream(SERVER.getReceivedMessages())
        .filter(message -> is(message, address, subject))
        .toList();
  }

  private static boolean is(MimeMessage message, String address, String subject) {
    try {
      return message.getAllRecipients()[0].toString().equals(address)
          && message.getSubject().equals(subject);
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String text(MimeMessage message) {
    return part(message, 0);
  }

  public static String html(MimeMessage message) {
    return part(message, 1);
  }

  private static String part(MimeMessage message, int number) {
    try {
      var content = message.getContent();
      while (content instanceof MimeMultipart parts) {
        content = parts.getBodyPart(Math.min(number, parts.getCount() - 1)).getContent();
      }
      return content.toString().replace("\r\n", "\n");
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits for so many mails, and returns the last. */
  public static String await(int count, String address, String subject) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> assertThat(mails(address, subject)).hasSize(count));
    return mails(address, subject).getLast();
  }

  /** Waits for the one mail that has a link, and returns the token in it. */
  public static String token(String address, String subject) {
    return token(await(1, address, subject));
  }

  public static String token(String mail) {
    var token = TOKEN.matcher(mail);
    assertThat(token.find()).as("a link in: " + mail).isTrue();
    return token.group(1);
  }

  /** While it is open, the server takes no mail to one address. */
  static AutoCloseable refusing(String address) {
    var users = SERVER.getUserManager();
    MessageDeliveryHandler usual = users.getMessageDeliveryHandler();
    users.setMessageDeliveryHandler(
        (message, to) -> {
          if (to.getEmail().equals(address)) {
            throw new UserException("The mailbox of " + address + " is full");
          }
          return usual.handle(message, to);
        });
    return () -> users.setMessageDeliveryHandler(usual);
  }

  /** While it is open, the server lets mail to any of these addresses wait. */
  static AutoCloseable waiting(Set<String> addresses) {
    var users = SERVER.getUserManager();
    MessageDeliveryHandler usual = users.getMessageDeliveryHandler();
    var over = new CountDownLatch(1);
    users.setMessageDeliveryHandler(
        (message, to) -> {
          if (addresses.contains(to.getEmail())) {
            hold(over);
          }
          return usual.handle(message, to);
        });
    return () -> {
      users.setMessageDeliveryHandler(usual);
      over.countDown();
    };
  }

  private static void hold(CountDownLatch over) throws UserException {
    try {
      over.await();
    } catch (InterruptedException e) {
      throw new UserException("The server ends");
    }
  }
}
