package com.postpilot.auth.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** The SMTP server, one mail at a time. */
@Component
class MailServer {
  private final JavaMailSender sender;
  private final InternetAddress from;

  /**
   * @throws IllegalStateException if the sender that is configured is no address
   */
  MailServer(JavaMailSender sender, MailProperties properties) {
    this.sender = sender;
    try {
      from = new InternetAddress(properties.from(), true);
    } catch (AddressException e) {
      throw new IllegalStateException("POSTPILOT_SMTP_FROM is no address: " + properties.from(), e);
    }
  }

  /** Whether the server answers for the mail now. */
  sealed interface Result {
    record Taken() implements Result {}

    /**
     * @param reason names neither an address nor what the mail says
     */
    record NotTaken(String reason) implements Result {}
  }

  Result send(UUID id, String recipient, Letter letter) {
    try {
      sender.send(message(id, recipient, letter));
      return new Result.Taken();
    } catch (MessagingException | MailException e) {
      return new Result.NotTaken(reason(e));
    }
  }

  private MimeMessage message(UUID id, String recipient, Letter letter) throws MessagingException {
    var message = sender.createMimeMessage();
    var parts = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
    parts.setFrom(from);
    parts.setTo(recipient);
    parts.setSubject(letter.subject());
    parts.setText(letter.text(), letter.html());
    message.setHeader("Message-ID", "<" + id + "@" + domain() + ">");
    message.setHeader("Auto-Submitted", "auto-generated"); // or out-of-office notes come back
    return message;
  }

  private String domain() {
    var address = from.getAddress();
    return address.substring(address.lastIndexOf('@') + 1);
  }

  /** What a server says may repeat the address, or more. */
  private static String reason(Throwable failure) {
    var cause = failure;
    for (var next = behind(cause); next != null; next = behind(next)) {
      cause = next;
    }
    return cause instanceof IOException ? cause.toString() : cause.getClass().getSimpleName();
  }

  private static @Nullable Throwable behind(Throwable failure) {
    return switch (failure) {
      case MailSendException many when many.getMessageExceptions().length > 0 ->
          many.getMessageExceptions()[0];
      case MessagingException one when one.getNextException() != null -> one.getNextException();
      default -> failure.getCause();
    };
  }
}
