package com.postpilot.gateway.status;

import com.postpilot.common.health.ServiceVersion;
import com.postpilot.gateway.status.Readiness.Status;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class StatusController {
  private final SuiteStatus suite;
  private final ServiceVersion version;

  StatusController(SuiteStatus suite, ServiceVersion version) {
    this.suite = suite;
    this.version = version;
  }

  /** What this is, for whoever opens the door without a plan. */
  record WelcomeResponse(String name, String version, String api, String health, String ready) {}

  record HealthResponse(String status, String version) {}

  @GetMapping("/")
  WelcomeResponse welcome() {
    return new WelcomeResponse("PostPilot API", version.value(), "/api/v1", "/health", "/ready");
  }

  /** Answers as long as the gateway runs. */
  @GetMapping({"/health", "/api/v1/health"})
  HealthResponse health() {
    return new HealthResponse("up", version.value());
  }

  @GetMapping({"/ready", "/api/v1/ready"})
  ResponseEntity<Readiness> ready() throws InterruptedException {
    var readiness = suite.readiness();
    return ResponseEntity.status(
            readiness.status() == Status.UNREADY ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK)
        .body(readiness);
  }
}
