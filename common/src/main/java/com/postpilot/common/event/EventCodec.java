package com.postpilot.common.event;

import com.postpilot.common.contract.Event;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events as Kafka records in the binary mode of CloudEvents 1.0: attributes in {@code ce_*}
 * headers, the event as snake_case JSON in the value. What a newer producer added is ignored.
 */
public final class EventCodec {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private EventCodec() {}

  static String json(Event event) {
    return JSON.writeValueAsString(event);
  }

  /**
   * The record that announces {@code event}.
   *
   * @param source the producing application
   * @param trace what the record carries of the request that caused it
   */
  public static ProducerRecord<String, byte[]> write(
      EncodedEvent event, String source, Trace trace) {
    var message =
        new ProducerRecord<>(
            event.topic(), event.key(), event.json().getBytes(StandardCharsets.UTF_8));
    var headers = message.headers();
    put(headers, "ce_specversion", "1.0");
    put(headers, "ce_id", event.id().toString());
    put(headers, "ce_type", event.type());
    put(headers, "ce_source", "/" + source);
    put(headers, "ce_time", event.occurredAt().toString());
    put(headers, "content-type", "application/json");
    put(headers, "request_id", trace.requestId());
    put(headers, "traceparent", trace.traceparent());
    return message;
  }

  /**
   * The event of a consumed record.
   *
   * @param family a sealed interface of the contract; one of its permitted records is returned
   * @return empty for a type that this version does not know
   * @throws UnreadableEvent if the record will never be readable
   */
  public static <E extends Event> Optional<E> read(
      ConsumerRecord<String, byte[]> message, Class<E> family) {
    var type = header(message, "ce_type");
    if (type == null) {
      throw new UnreadableEvent(message, "it has no ce_type header", null);
    }
    return records(family)
        .filter(candidate -> candidate.getSimpleName().equals(type))
        .findFirst()
        .map(known -> parse(message, known));
  }

  public static Trace trace(ConsumerRecord<String, byte[]> message) {
    return new Trace(header(message, "request_id"), header(message, "traceparent"));
  }

  private static <E extends Event> E parse(
      ConsumerRecord<String, byte[]> message, Class<? extends E> type) {
    var value = message.value();
    if (value == null) {
      throw new UnreadableEvent(message, "it has no value", null);
    }
    try {
      var event = JSON.readValue(value, type);
      if (event == null) {
        throw new UnreadableEvent(message, "its value is null", null);
      }
      requireComponents(message, event);
      return event;
    } catch (JacksonException e) {
      throw new UnreadableEvent(message, "its value is not a " + type.getSimpleName(), e);
    }
  }

  /** A record without what its contract promises would fail again and again further on. */
  private static void requireComponents(ConsumerRecord<String, byte[]> message, Event event) {
    for (var component : event.getClass().getRecordComponents()) {
      try {
        if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)
            && component.getAccessor().invoke(event) == null) {
          throw new UnreadableEvent(message, "it lacks " + component.getName(), null);
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @SuppressWarnings("unchecked") // a sealed family permits only its own subtypes
  private static <E extends Event> Stream<Class<? extends E>> records(Class<E> family) {
    return family.isSealed()
        ? Arrays.stream(family.getPermittedSubclasses())
            .flatMap(permitted -> records((Class<E>) permitted))
        : Stream.of(family);
  }

  private static @Nullable String header(ConsumerRecord<String, byte[]> message, String name) {
    var header = message.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static void put(Headers headers, String name, @Nullable String value) {
    if (value != null) {
      headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
  }
}
