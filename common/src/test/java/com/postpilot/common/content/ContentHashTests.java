package com.postpilot.common.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.common.contract.PostDue;
import com.postpilot.common.event.EventCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class ContentHashTests {

  @Test
  void theOrderOfMembersDoesNotMatterAndThatOfMediaDoes() {
    var oneWay = new LinkedHashMap<String, Object>();
    oneWay.put("kind", "FEED");
    oneWay.put("link", "https://shop.example");
    var otherWay = new LinkedHashMap<String, Object>();
    otherWay.put("link", "https://shop.example");
    otherWay.put("kind", "FEED");

    var hash = ContentHash.of("Hi", List.of("aa", "bb"), oneWay);

    assertThat(ContentHash.of("Hi", List.of("aa", "bb"), otherWay)).isEqualTo(hash);
    assertThat(ContentHash.of("Hi", List.of("bb", "aa"), oneWay)).isNotEqualTo(hash);
    assertThat(ContentHash.of("Hi", List.of("aa", "bb"), Map.of())).isNotEqualTo(hash);
    assertThat(ContentHash.of("Hi!", List.of("aa", "bb"), oneWay)).isNotEqualTo(hash);
  }

  @Test
  void whoReceivesADeliveryFindsTheHashThatItsSenderFound() throws IOException {
    try (var file = ContentHashTests.class.getResourceAsStream("/events/PostDue.json")) {
      var message = new ConsumerRecord<>("topic", 0, 7, "key", file.readAllBytes());
      message.headers().add("ce_type", "PostDue".getBytes(StandardCharsets.UTF_8));

      var due = EventCodec.read(message, PostDue.class).orElseThrow();

      assertThat(ContentHash.of(due)).isEqualTo(due.contentHash()).isEqualTo(due.approvedHash());
    }
  }
}
