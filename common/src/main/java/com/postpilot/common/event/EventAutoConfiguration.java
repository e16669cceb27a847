package com.postpilot.common.event;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * How every listener fails: what cannot be read goes to {@code <topic>.<group>.dlt} at once and is
 * counted; anything else (a database that is away) is retried for ever with a capped back-off.
 */
@AutoConfiguration(after = KafkaAutoConfiguration.class)
@ConditionalOnClass(KafkaTemplate.class)
@ConditionalOnProperty("postpilot.schema")
public class EventAutoConfiguration {
  private static final Logger log = LoggerFactory.getLogger(EventAutoConfiguration.class);

  @Bean
  CommonErrorHandler eventErrorHandler(
      KafkaTemplate<?, ?> kafka,
      MeterRegistry metrics,
      @Value("${spring.application.name}") String group) {
    var deadLetters =
        new DeadLetterPublishingRecoverer(kafka, deadLetterTopic(group)) {
          @Override
          public void accept(
              ConsumerRecord<?, ?> message, @Nullable Consumer<?, ?> consumer, Exception cause) {
            log.error(
                "Dead letter {}-{}@{}",
                message.topic(),
                message.partition(),
                message.offset(),
                cause);
            metrics.counter("postpilot.event.dead.letters", "topic", message.topic()).increment();
            super.accept(message, consumer, cause);
          }
        };
    var backOff = new ExponentialBackOff(200, 2);
    backOff.setMaxInterval(10_000);
    var handler = new DefaultErrorHandler(deadLetters, backOff);
    handler.setClassifications(Map.of(UnreadableEvent.class, false), true);
    return handler;
  }

  private static BiFunction<ConsumerRecord<?, ?>, Exception, TopicPartition> deadLetterTopic(
      String group) {
    return (message, cause) -> new TopicPartition(message.topic() + "." + group + ".dlt", -1);
  }
}
