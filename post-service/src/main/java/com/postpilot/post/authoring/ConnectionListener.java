package com.postpilot.post.authoring;

import com.postpilot.common.contract.AccountEvent;
import com.postpilot.common.contract.Topics;
import com.postpilot.common.event.EventCodec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

@Component
class ConnectionListener {
  private final Connections connections;

  ConnectionListener(Connections connections) {
    this.connections = connections;
  }

  @KafkaListener(topics = Topics.ACCOUNT_LIFECYCLE)
  void on(ConsumerRecord<String, byte[]> message) {
    EventCodec.read(message, AccountEvent.class)
        .ifPresent(event -> EventCodec.trace(message).run(() -> connections.apply(event)));
  }
}
