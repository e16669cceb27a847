package com.postpilot.common.event;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A record that no retry will make readable; it goes to the dead-letter topic. */
public final class UnreadableEvent extends RuntimeException {
  UnreadableEvent(ConsumerRecord<?, ?> message, String why, @Nullable Throwable cause) {
    super(
        "Cannot read %s-%d@%d: %s"
            .formatted(message.topic(), message.partition(), message.offset(), why),
        cause);
  }
}
