package com.postpilot.e2e.client;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What people find in their mail. */
public final class Mailbox {
  private static final String TOKEN = "#token=";

  private final Http page;

  /**
   * @param page where people read it
   */
  public Mailbox(URI page) {
    this.page = new Http(page);
  }

  private record Mails(List<Mail> items) {}

  private record Mail(String subject, List<String> links) {}

  /** Waits for a mail that has such a link, and returns the token in it. */
  public String awaitToken(String recipient, String linkTo) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> links(recipient).filter(link -> link.contains(linkTo + TOKEN)).toList(),
            links -> !links.isEmpty())
        .getLast()
        .split(TOKEN, 2)[1];
  }

  private Stream<String> links(String recipient) {
    var to = URLEncoder.encode(recipient, StandardCharsets.UTF_8);
    return page.get(".json?to=" + to).as(Mails.class, 200).items().stream()
        .flatMap(mail -> mail.links().stream());
  }
}
