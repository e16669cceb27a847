package com.postpilot.queue.caption.claude;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.sandbox.PlatformSandboxApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sandbox's Messages API, and what can be told to it and asked of it. */
final class SandboxClaude {
  static final String KEY = "sandbox-claude";

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int PORT =
      new SpringApplicationBuilder(PlatformSandboxApplication.class, WhatTheSandboxHasAlone.class)
          .run(
              "--spring.config.name=platform-sandbox",
              "--spring.boot.enableautoconfiguration=false",
              "--server.port=0",
              "--postpilot.sandbox.journal=target/sandbox/" + UUID.randomUUID() + ".jsonl")
          .getEnvironment()
          .getRequiredProperty("local.server.port", Integer.class);

  /** Its own class path is shorter than that of this test. */
  @ImportAutoConfiguration({
    ConfigurationPropertiesAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    PropertyPlaceholderAutoConfiguration.class,
    TomcatServletWebServerAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
  })
  static class WhatTheSandboxHasAlone {}

  URI baseUrl() {
    return URI.create("http://localhost:" + PORT + "/claude");
  }

  void reset() {
    send("POST", "/_sandbox/reset", "");
  }

  /**
   * @param more of the fault; single quotes do for double ones
   */
  void fails(String kind, String more) {
    var fault =
        "{'platform': 'claude', 'operation': 'messages', 'kind': '%s', %s}"
            .formatted(kind, more)
            .replace('\'', '"');
    assertThat(send("POST", "/_sandbox/faults", fault).path("id").asString()).isNotEmpty();
  }

  int calls() {
    return send("GET", "/_sandbox/requests?operation=messages", "").path("items").size();
  }

  private static JsonNode send(String method, String path, String body) {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + PORT + path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      var answer = HTTP.send(request, BodyHandlers.ofString()).body();
      return answer.isEmpty()
          ? JsonMapper.shared().missingNode()
          : JsonMapper.shared().readTree(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
