package com.postpilot.queue.post;

import com.postpilot.common.contract.PostEvent;
import com.postpilot.common.contract.PublisherOutcome;
import com.postpilot.common.contract.Topics;
import com.postpilot.common.event.EventCodec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

@Component
class OutcomeListener {
  private final Outcomes outcomes;

  OutcomeListener(Outcomes outcomes) {
    this.outcomes = outcomes;
  }

  @KafkaListener(topics = Topics.PUBLISHER_OUTCOME)
  void onOutcome(ConsumerRecord<String, byte[]> message) {
    EventCodec.read(message, PublisherOutcome.class)
        .ifPresent(outcome -> EventCodec.trace(message).run(() -> outcomes.apply(outcome)));
  }

  @KafkaListener(topics = Topics.POST_LIFECYCLE)
  void onPost(ConsumerRecord<String, byte[]> message) {
    EventCodec.read(message, PostEvent.class)
        .ifPresent(event -> EventCodec.trace(message).run(() -> outcomes.apply(event)));
  }
}
