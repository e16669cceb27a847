package com.postpilot.standalone;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mail server that takes mail to everybody and sends it to nobody: the latest are kept here, in
 * memory, to be read.
 */
final class MailCatcher implements AutoCloseable {
  private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+");
  private static final long LONGEST_START_MILLIS = 30_000;

  /** So that a suite that runs for weeks, or is tried with many users, keeps its memory. */
  private static final int KEPT = 500;

  private final GreenMail server;
  private final MailFolder kept;

  private MailCatcher(GreenMail server, MailFolder kept) {
    this.server = server;
    this.kept = kept;
  }

  /**
   * A mail as it can be read.
   *
   * @param number counts up from 1 as mails come in
   * @param html null in mails of plain text alone
   * @param links that the text has
   */
  record Mail(
      int number,
      String from,
      String to,
      String subject,
      @Nullable Instant sentAt,
      String text,
      @Nullable String html,
      List<String> links) {}

  /** Returns when mail can be sent. */
  static MailCatcher start(int port) throws UserException, FolderException {
    var setup =
        new ServerSetup(
            port, InetAddress.getLoopbackAddress().getHostAddress(), ServerSetup.PROTOCOL_SMTP);
    setup.setServerStartupTimeout(LONGEST_START_MILLIS);
    var server = new GreenMail(setup);
    server.start();
    // One mailbox for all: so mails stay in the order in which they came.
    var users = server.getUserManager();
    var everybody = users.createUser("everybody@localhost", "everybody", "");
    var kept = server.getManagers().getImapHostManager().getInbox(everybody);
    users.setMessageDeliveryHandler(
        (message, recipient) -> {
          makeRoom(kept);
          return everybody;
        });
    return new MailCatcher(server, kept);
  }

  private static void makeRoom(MailFolder folder) {
    var mails = folder.getMessages();
    for (var mail : mails.subList(0, Math.max(0, mails.size() - KEPT + 1))) {
      mail.setFlag(Flags.Flag.DELETED, true);
    }
    try {
      folder.expunge();
    } catch (FolderException e) {
      throw new IllegalStateException("Old mails cannot be removed", e);
    }
  }

  int port() {
    return server.getSmtp().getPort();
  }

  /** The latest that have come in since it was started, in that order. */
  List<Mail> mails() {
    return kept.getMessages().stream()
        .map(mail -> read((int) mail.getUid(), mail.getMimeMessage()))
        .toList();
  }

  private static Mail read(int number, MimeMessage message) {
    try {
      var text = part(message.getContent(), 0);
      var html = part(message.getContent(), 1);
      var sentAt = message.getSentDate();
      return new Mail(
          number,
          String.valueOf(message.getHeader("From", ", ")),
          String.valueOf(message.getHeader("To", ", ")),
          Objects.requireNonNullElse(message.getSubject(), ""),
          sentAt == null ? null : sentAt.toInstant(),
          text == null ? "" : text,
          html,
          text == null ? List.of() : LINK.matcher(text).results().map(MatchResult::group).toList());
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException("Mail " + number + " cannot be read", e);
    }
  }

  /** Of a mail that says the same several times; plain text comes first. */
  private static @Nullable String part(Object content, int number)
      throws MessagingException, IOException {
    if (content instanceof MimeMultipart parts) {
      if (parts.getCount() == 1) {
        return part(parts.getBodyPart(0).getContent(), number);
      }
      var body = number < parts.getCount() ? parts.getBodyPart(number).getContent() : null;
      return body == null ? null : part(body, 0);
    }
    return number == 0 ? content.toString() : null;
  }

  @Override
  public void close() {
    server.stop();
  }
}
