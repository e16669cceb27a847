package com.postpilot.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {
  @TempDir Path directory;
  final int port = FreePorts.next();
  final int controllerPort = FreePorts.next();
  EmbeddedKafka kafka;

  @BeforeEach
  void start() throws IOException {
    kafka = EmbeddedKafka.start(directory, port, controllerPort);
  }

  @AfterEach
  void stop() {
    kafka.close();
  }

  @Test
  void recordsAndTheGroupsPlaceAmongThemSurviveARestart() throws Exception {
    createTopic("facts");
    send("facts", "first");
    assertThat(receive("facts")).isEqualTo("first");

    stop();
    start();

    send("facts", "second");
    assertThat(receive("facts")).isEqualTo("second");
  }

  @Test
  void aTopicThatNobodyMadeIsNotMadeByAskingForIt() throws Exception {
    try (var admin = Admin.create(clients())) {
      assertThatThrownBy(() -> admin.describeTopics(List.of("misspelt")).allTopicNames().get())
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
      assertThat(admin.listTopics().names().get()).doesNotContain("misspelt");
    }
  }

  private void createTopic(String name) throws Exception {
    try (var admin = Admin.create(clients())) {
      admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
    }
  }

  private void send(String topic, String value) throws Exception {
    try (var producer =
        new KafkaProducer<>(clients(), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, value)).get();
    }
  }

  private String receive(String topic) {
    var settings =
        Map.<String, Object>of(
            "bootstrap.servers", "127.0.0.1:" + port,
            "group.id", "readers",
            "auto.offset.reset", "earliest",
            "max.poll.records", "1");
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (System.nanoTime() < end) {
        for (var message : consumer.poll(Duration.ofMillis(200))) {
          consumer.commitSync();
          return message.value();
        }
      }
    }
    throw new AssertionError("Nothing came within 30 s");
  }

  private Map<String, Object> clients() {
    return Map.of("bootstrap.servers", "127.0.0.1:" + port);
  }
}
