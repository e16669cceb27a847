package com.postpilot.post.dispatch;

import com.postpilot.common.content.ContentHash;
import com.postpilot.common.event.EncodedEvent;
import com.postpilot.common.event.EventCodec;
import com.postpilot.common.event.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** Tells the publisher what is due. Knows when Kafka is away, so that nothing more is claimed. */
@Component
class Announcer {
  private static final Logger log = LoggerFactory.getLogger(Announcer.class);
  private static final Trace NO_REQUEST = new Trace(null, null);

  private final KafkaTemplate<String, byte[]> kafka;
  private final Unapproved unapproved;
  private final String source;
  private volatile boolean kafkaAway;

  Announcer(
      KafkaTemplate<String, byte[]> kafka,
      Unapproved unapproved,
      @Value("${spring.application.name}") String source) {
    this.kafka = kafka;
    this.unapproved = unapproved;
    this.source = source;
  }

  /** What was handed to the producer, in order, and its answers. */
  record Sent(List<Claimed> claims, List<CompletableFuture<?>> answers) {}

  /** Sends what may leave; what is not what was approved is held instead. */
  Sent send(List<Claimed> batch) {
    var claims = batch.stream().filter(this::mayLeave).toList();
    var answers = new ArrayList<CompletableFuture<?>>(claims.size());
    for (var claimed : claims) {
      try {
        answers.add(
            kafka.send(EventCodec.write(EncodedEvent.of(claimed.due()), source, NO_REQUEST)));
      } catch (RuntimeException e) { // no broker known, buffer full: each further one would wait
        answers.add(CompletableFuture.failedFuture(e));
        break;
      }
    }
    return new Sent(claims, answers);
  }

  private boolean mayLeave(Claimed claimed) {
    var due = claimed.due();
    if (due.approvedHash() == null || due.approvedHash().equals(ContentHash.of(due))) {
      return true;
    }
    try {
      unapproved.hold(due);
    } catch (RuntimeException e) { // it stays unannounced, and comes here again
      log.warn("Target {} is not what was approved and cannot be held yet", due.targetId(), e);
    }
    return false;
  }

  /** Waits for the broker and returns what it acknowledged. */
  List<Claimed> acknowledged(Sent sent) throws InterruptedException {
    var acknowledged = new ArrayList<Claimed>(sent.claims().size());
    Throwable failure = null;
    for (int i = 0; i < sent.answers().size(); i++) {
      try {
        sent.answers().get(i).get();
        acknowledged.add(sent.claims().get(i));
      } catch (ExecutionException e) {
        failure = e.getCause();
      }
    }
    if (failure != null) {
      log.warn(
          "{} of {} due posts could not be announced, they will be again: {}",
          sent.claims().size() - acknowledged.size(),
          sent.claims().size(),
          failure.toString());
      kafkaAway = true;
    }
    return acknowledged;
  }

  boolean kafkaAway() {
    return kafkaAway;
  }

  void kafkaIsBack() {
    kafkaAway = false;
  }
}
