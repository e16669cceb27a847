package com.postpilot.post.approval;

import com.postpilot.common.contract.QueueEvent.ApprovalPolicyChanged;
import com.postpilot.common.contract.Topics;
import com.postpilot.common.event.EventCodec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

@Component
class ApprovalPolicyListener {
  private final ApprovalPolicies policies;

  ApprovalPolicyListener(ApprovalPolicies policies) {
    this.policies = policies;
  }

  /** What else the queue tells is of no interest here. */
  @KafkaListener(topics = Topics.QUEUE_LIFECYCLE)
  void on(ConsumerRecord<String, byte[]> message) {
    EventCodec.read(message, ApprovalPolicyChanged.class)
        .ifPresent(event -> EventCodec.trace(message).run(() -> policies.apply(event)));
  }
}
