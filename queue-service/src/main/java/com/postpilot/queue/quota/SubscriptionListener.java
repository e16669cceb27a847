package com.postpilot.queue.quota;

import com.postpilot.common.contract.SubscriptionEvent;
import com.postpilot.common.contract.SubscriptionEvent.SubscriptionChanged;
import com.postpilot.common.contract.Topics;
import com.postpilot.common.event.EventCodec;
import com.postpilot.common.tenant.Tenants;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The version tells which of two counts, so that none needs to be remembered. */
@Component
class SubscriptionListener {
  private final Entitlements entitlements;
  private final TransactionTemplate transaction;

  SubscriptionListener(Entitlements entitlements, TransactionTemplate transaction) {
    this.entitlements = entitlements;
    this.transaction = transaction;
  }

  @KafkaListener(topics = Topics.SUBSCRIPTION)
  void on(ConsumerRecord<String, byte[]> message) {
    EventCodec.read(message, SubscriptionEvent.class)
        .ifPresent(event -> EventCodec.trace(message).run(() -> apply(event)));
  }

  private void apply(SubscriptionEvent event) {
    switch (event) {
      case SubscriptionChanged changed ->
          Tenants.inWorkspace(
              changed.workspaceId(),
              () -> {
                transaction.executeWithoutResult(ignored -> entitlements.keep(changed));
                return null;
              });
    }
  }
}
