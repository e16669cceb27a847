package com.postpilot.common.testing;

import com.postpilot.common.contract.Event;
import com.postpilot.common.event.EncodedEvent;
import com.postpilot.common.event.EventCodec;
import com.postpilot.common.event.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.testcontainers.kafka.KafkaContainer;

/** One Kafka broker, and a test's own view of its topics. */
public final class TestKafka {
  private final String bootstrapServers;
  private final KafkaProducer<String, byte[]> producer;

  private TestKafka() {
    bootstrapServers =
        switch (TestServers.chosen()) {
          case EMBEDDED -> embedded();
          case TESTCONTAINERS -> container();
        };
    var settings = new Properties();
    settings.put("bootstrap.servers", bootstrapServers());
    producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  private static String embedded() {
    var broker = new EmbeddedKafkaKraftBroker(1, 12);
    broker.brokerProperty("group.initial.rebalance.delay.ms", "0");
    broker.brokerProperty("offsets.topic.num.partitions", "1");
    broker.brokerProperty("transaction.state.log.num.partitions", "1");
    broker.afterPropertiesSet();
    Runtime.getRuntime().addShutdownHook(new Thread(broker::destroy));
    return broker.getBrokersAsString();
  }

  @SuppressWarnings("resource") // Testcontainers ends it with the JVM
  private static String container() {
    var broker = new KafkaContainer("apache/kafka:4.1.0");
    broker.start();
    return broker.getBootstrapServers();
  }

  private static final class Holder {
    static final TestKafka INSTANCE = new TestKafka();
  }

  public static TestKafka instance() {
    return Holder.INSTANCE;
  }

  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Sends {@code event} as its owner would. */
  public void send(Event event) {
    send(EventCodec.write(EncodedEvent.of(event), "test", new Trace(null, null)));
  }

  public void send(ProducerRecord<String, byte[]> message) {
    try {
      producer.send(message).get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Follows a topic from its beginning. */
  public Follower follow(String topic) {
    return new Follower(topic);
  }

  /** All records of one topic so far. */
  public final class Follower implements AutoCloseable {
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();

    private Follower(String topic) {
      consumer =
          new KafkaConsumer<>(
              Map.of(
                  "bootstrap.servers",
                  bootstrapServers(),
                  "group.id",
                  "test-" + UUID.randomUUID(),
                  "auto.offset.reset",
                  "earliest"),
              new StringDeserializer(),
              new ByteArrayDeserializer());
      consumer.subscribe(List.of(topic));
    }

    /** Reads on for a moment and returns everything since the beginning. */
    public List<ConsumerRecord<String, byte[]>> records() {
      consumer.poll(Duration.ofMillis(200)).forEach(seen::add);
      return List.copyOf(seen);
    }

    /** The events of {@code family} among them. */
    public <E extends Event> List<E> events(Class<E> family) {
      return records().stream()
          .flatMap(message -> EventCodec.read(message, family).stream())
          .toList();
    }

    @Override
    public void close() {
      consumer.close();
    }
  }
}
