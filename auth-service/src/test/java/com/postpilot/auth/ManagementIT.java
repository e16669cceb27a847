package com.postpilot.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the gateway's readiness and the metrics collector read. */
@RunningAuthService
class ManagementIT {
  @Autowired Api api;

  @Test
  void healthNamesWhatTheServiceStandsOnAndNoDetails() {
    var health = api.get("/actuator/health");

    assertThat(health.status()).isEqualTo(200);
    assertThat(health.text("/components/db/status")).isEqualTo("UP");
    assertThat(health.text("/components/kafka/status")).isEqualTo("UP");
    assertThat(health.raw()).doesNotContain("details", "PostgreSQL", "nodes");
    assertThat(api.get("/actuator/info").text("/version")).isNotBlank();
    assertThat(api.get("/actuator/prometheus").raw()).contains("service=\"auth-service\"");
  }

  @Test
  void nothingElseIsManagedOverHttp() {
    for (var path : new String[] {"env", "heapdump", "loggers", "beans", "shutdown"}) {
      assertThat(api.get("/actuator/" + path).status()).as(path).isEqualTo(404);
    }
    assertThat(api.get("/internal/anything").status()).isEqualTo(401);
    assertThat(api.get("/anything").status()).isEqualTo(401);
  }
}
