package com.postpilot.publisher.intake;

import com.postpilot.common.contract.AccountEvent;
import com.postpilot.common.contract.AccountEvent.AccountConnected;
import com.postpilot.common.contract.AccountEvent.AccountDisconnected;
import com.postpilot.common.contract.AccountEvent.AccountErased;
import com.postpilot.common.contract.AccountEvent.AccountNeedsReauth;
import com.postpilot.common.contract.AccountEvent.AccountReconnected;
import com.postpilot.common.contract.Topics;
import com.postpilot.common.event.EventCodec;
import com.postpilot.publisher.ledger.Erasures;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Of all that happens to accounts, only that one is to be forgotten concerns the ledger. */
@Component
class ErasureListener {
  private final Erasures erasures;

  ErasureListener(Erasures erasures) {
    this.erasures = erasures;
  }

  @KafkaListener(topics = Topics.ACCOUNT_LIFECYCLE, batch = "false", concurrency = "1")
  void on(ConsumerRecord<String, byte[]> message) {
    EventCodec.read(message, AccountEvent.class)
        .ifPresent(
            event -> {
              switch (event) {
                case AccountErased erased -> erasures.accept(erased);
                case AccountConnected _,
                    AccountReconnected _,
                    AccountDisconnected _,
                    AccountNeedsReauth _ -> {}
              }
            });
  }
}
