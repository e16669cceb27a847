package com.postpilot.e2e.suite;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The broker's topics, in the hands of somebody who means no good. */
public final class Topics {
  private final Map<String, Object> settings;

  Topics(String bootstrapServers) {
    settings = Map.of("bootstrap.servers", bootstrapServers);
  }

  /** Sends a record as if it were an event of that type. */
  public void send(String topic, String type, String value) {
    var message = new ProducerRecord<>(topic, "nobody", value.getBytes(StandardCharsets.UTF_8));
    message.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      producer.send(message).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Deletes a topic with all that is in it. */
  public void delete(String topic) {
    try (var admin = Admin.create(settings)) {
      admin.deleteTopics(List.of(topic)).all().get();
      await(topic + " to be gone").until(() -> !admin.listTopics().names().get().contains(topic));
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Deletes a topic with all that is in it, and makes an empty one of the same name. */
  public void lose(String topic) {
    try (var admin = Admin.create(settings)) {
      int partitions =
          admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().size();
      delete(topic);
      admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
