package com.postpilot.common.event;

import com.postpilot.common.contract.Event;
import java.time.Instant;
import java.util.UUID;

/**
 * An event as it is stored and sent.
 *
 * @param json snake_case
 */
public record EncodedEvent(
    String topic, String key, UUID id, String type, Instant occurredAt, String json) {

  public static EncodedEvent of(Event event) {
    return new EncodedEvent(
        event.topic(),
        event.key().toString(),
        event.eventId(),
        event.getClass().getSimpleName(),
        event.occurredAt(),
        EventCodec.json(event));
  }
}
