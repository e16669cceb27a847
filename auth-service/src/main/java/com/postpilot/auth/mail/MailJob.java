package com.postpilot.auth.mail;

import com.postpilot.auth.SystemWork;
import com.postpilot.auth.mail.Mails.Claimed;
import com.postpilot.auth.mail.Mails.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Sends what there is to send: claim, send, settle, with the network between short transactions. A
 * mail whose fate a crash left open is sent once more: twice is a nuisance, never is a lost
 * account.
 */
@Component
class MailJob {
  private static final Logger log = LoggerFactory.getLogger(MailJob.class);

  private final Mails mails;
  private final Letters letters;
  private final MailServer server;
  private final SystemWork system;
  private final MeterRegistry metrics;
  private final AtomicLong waiting = new AtomicLong();
  private final AtomicLong oldestSeconds = new AtomicLong();

  MailJob(
      Mails mails, Letters letters, MailServer server, SystemWork system, MeterRegistry metrics) {
    this.mails = mails;
    this.letters = letters;
    this.server = server;
    this.system = system;
    this.metrics = metrics;
    metrics.gauge("postpilot.mail.waiting", waiting);
    metrics.gauge("postpilot.mail.oldest.seconds", oldestSeconds);
  }

  @Scheduled(fixedDelayString = "${postpilot.auth.mail.poll:1s}")
  void send() {
    for (var mail = claim(); mail.isPresent(); mail = claim()) {
      send(mail.get());
    }
  }

  private Optional<Claimed> claim() {
    return system.inTransaction(mails::claim);
  }

  private void send(Claimed mail) {
    var letter = system.inTransaction(() -> letters.write(mail));
    if (letter.isEmpty()) {
      settle(mail, Outcome.OBSOLETE);
      return;
    }
    switch (server.send(mail.id(), mail.recipient(), letter.get())) {
      case MailServer.Result.Taken() -> settle(mail, Outcome.SENT);
      case MailServer.Result.NotTaken(var reason) -> postpone(mail, reason);
    }
  }

  private void settle(Claimed mail, Outcome outcome) {
    system.inTransaction(
        () -> {
          mails.settle(mail, outcome);
          return true;
        });
    count(mail, outcome.name().toLowerCase(Locale.ROOT));
  }

  private void postpone(Claimed mail, String reason) {
    boolean goesOn = system.inTransaction(() -> mails.postpone(mail));
    log.atLevel(goesOn ? Level.INFO : Level.WARN)
        .log(
            "Mail {} ({}) was not taken at attempt {}, {}: {}",
            mail.id(),
            mail.kind().label(),
            mail.attempt(),
            goesOn ? "it is tried again" : "it is given up",
            reason);
    count(mail, goesOn ? "postponed" : "given_up");
  }

  private void count(Claimed mail, String outcome) {
    metrics
        .counter("postpilot.mail.attempts", "kind", mail.kind().label(), "outcome", outcome)
        .increment();
  }

  @Scheduled(fixedDelayString = "PT30S")
  void measure() {
    var now = system.inTransaction(mails::waiting);
    waiting.set(now.count());
    oldestSeconds.set(now.oldest().toSeconds());
  }

  @Scheduled(fixedDelayString = "PT1H")
  void prune() {
    system.inTransaction(
        () -> {
          mails.prune();
          return true;
        });
  }
}
