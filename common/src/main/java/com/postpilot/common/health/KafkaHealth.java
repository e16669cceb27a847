package com.postpilot.common.health;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Whether a broker answers, asked over one connection that is kept. */
final class KafkaHealth extends AbstractHealthIndicator implements AutoCloseable {
  private static final int TIME_OUT_MILLIS = 1_500;

  private final Map<String, Object> settings;
  private @Nullable Admin admin;

  KafkaHealth(Map<String, Object> settings) {
    super("Kafka does not answer");
    this.settings = new HashMap<>(settings);
    this.settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIME_OUT_MILLIS);
    this.settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIME_OUT_MILLIS);
  }

  @Override
  protected void doHealthCheck(Health.Builder health) throws Exception {
    var cluster = admin().describeCluster(new DescribeClusterOptions().timeoutMs(TIME_OUT_MILLIS));
    var nodes = cluster.nodes().get(TIME_OUT_MILLIS, TimeUnit.MILLISECONDS);
    health.up().withDetail("nodes", nodes.size());
  }

  private synchronized Admin admin() {
    var kept = admin;
    if (kept == null) {
      kept = Admin.create(settings);
      admin = kept;
    }
    return kept;
  }

  @Override
  public synchronized void close() {
    if (admin != null) {
      admin.close();
    }
  }
}
