package com.postpilot.publisher.intake;

import com.postpilot.common.contract.PostDue;
import com.postpilot.common.contract.Topics;
import com.postpilot.common.event.EventCodec;
import com.postpilot.common.event.UnreadableEvent;
import com.postpilot.publisher.execution.Workshop;
import com.postpilot.publisher.ledger.Deliveries;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.stereotype.Component;

/** Takes work in and nothing more. */
@Component
class DuePostListener {
  private final Deliveries deliveries;
  private final Workshop workshop;

  DuePostListener(Deliveries deliveries, Workshop workshop) {
    this.deliveries = deliveries;
    this.workshop = workshop;
  }

  @KafkaListener(topics = Topics.POST_DUE)
  void on(List<ConsumerRecord<String, byte[]>> batch) {
    var due = new ArrayList<PostDue>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      try {
        EventCodec.read(batch.get(i), PostDue.class).ifPresent(due::add);
      } catch (UnreadableEvent e) {
        accept(due); // those before it must not wait for its way to the dead letters
        throw new BatchListenerFailedException("Record " + i + " cannot be read", e, i);
      }
    }
    accept(due);
  }

  private void accept(List<PostDue> due) {
    if (!due.isEmpty()) {
      deliveries.accept(due);
      workshop.wake();
    }
  }
}
