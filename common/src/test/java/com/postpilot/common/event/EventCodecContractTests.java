package com.postpilot.common.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.postpilot.common.contract.Event;
import com.postpilot.common.contract.PostDue;
import com.postpilot.common.contract.PostEvent;
import com.postpilot.common.contract.PublisherOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class EventCodecContractTests {
  private static final JsonMapper JSON = JsonMapper.shared();

  static Stream<Class<?>> everyEvent() {
    return leaves(Event.class);
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(EventCodecContractTests::leaves)
        : Stream.of(type);
  }

  @ParameterizedTest
  @MethodSource("everyEvent")
  void aConsumerReadsTheCheckedInSampleAndWritesItBackUnchanged(Class<?> type) throws IOException {
    var sample = sample(type.getSimpleName());

    var event = EventCodec.read(received(type.getSimpleName(), sample), Event.class).orElseThrow();

    assertThat(event).isInstanceOf(type);
    assertThat(JSON.readTree(EncodedEvent.of(event).json())).isEqualTo(JSON.readTree(sample));
  }

  @Test
  void theRecordCarriesCloudEventsAttributesAndNoJavaName() throws IOException {
    var event =
        EventCodec.read(received("PostDue", sample("PostDue")), PostDue.class).orElseThrow();

    var message =
        EventCodec.write(EncodedEvent.of(event), "post-service", new Trace("request-1", null));

    assertThat(message.topic()).isEqualTo("post.due.v1");
    assertThat(message.key()).isEqualTo(event.accountId().toString());
    assertThat(message.headers())
        .extracting(
            header -> header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8))
        .containsExactlyInAnyOrder(
            "ce_specversion=1.0",
            "ce_id=" + event.eventId(),
            "ce_type=PostDue",
            "ce_source=/post-service",
            "ce_time=2026-11-01T09:00:00Z",
            "content-type=application/json",
            "request_id=request-1");
  }

  @Test
  void aTypeThatThisVersionDoesNotKnowIsNoEvent() {
    assertThat(EventCodec.read(received("PostTeleported", "{}"), PostEvent.class)).isEmpty();
  }

  @Test
  void aFieldThatANewerProducerAddedIsIgnored() throws IOException {
    var newer = sample("PostDeleted").replaceFirst("\\{", "{\"mood\": \"sunny\",");

    assertThat(EventCodec.read(received("PostDeleted", newer), PostEvent.class)).isPresent();
  }

  @Test
  void whatCanNeverBeReadIsToldApartFromWhatFailsForAMoment() {
    assertThatThrownBy(() -> EventCodec.read(received("PostDue", "{ no"), PostDue.class))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessageContaining("topic-0@7");
    assertThatThrownBy(() -> EventCodec.read(received("PostDue", "{}"), PostDue.class))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessageContaining("lacks");
    assertThatThrownBy(
            () ->
                EventCodec.read(
                    new ConsumerRecord<>("topic", 0, 7, "key", new byte[0]),
                    PublisherOutcome.class))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessageContaining("ce_type");
  }

  private static ConsumerRecord<String, byte[]> received(String type, String json) {
    var message = new ConsumerRecord<>("topic", 0, 7, "key", json.getBytes(StandardCharsets.UTF_8));
    message.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
    return message;
  }

  private static String sample(String type) throws IOException {
    try (var file =
        EventCodecContractTests.class.getResourceAsStream("/events/" + type + ".json")) {
      assertThat(file).as("a sample of " + type).isNotNull();
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
