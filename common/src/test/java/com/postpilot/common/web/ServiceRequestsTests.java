package com.postpilot.common.web;

import static org.assertj.core.api.Assertions.assertThat;

import feign.Client;
import feign.Request;
import feign.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.openfeign.EnableFeignClients;
import org.springframework.cloud.openfeign.FeignAutoConfiguration;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

class ServiceRequestsTests {
  private static final int AT_ONCE = 8;

  record Question(String postId, Instant askedAt) {}

  @FeignClient(name = "peer", url = "http://peer")
  interface Peer {
    @PostMapping("/questions")
    void ask(@RequestBody Question question);
  }

  @EnableFeignClients(clients = Peer.class)
  static class Caller {}

  @Test
  void theFirstRequestsOfAServiceAreAllUnderstoodWhenTheyAreMadeAtOnce() {
    var sent = Collections.synchronizedList(new ArrayList<Request>());
    new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                JacksonAutoConfiguration.class,
                FeignAutoConfiguration.class,
                WebAutoConfiguration.class,
                ServiceAnswersAutoConfiguration.class))
        .withBean(Client.class, () -> (request, _) -> answer(request, sent))
        .withUserConfiguration(Caller.class)
        .run(
            context -> {
              var peer = context.getBean(Peer.class);
              var start = new CountDownLatch(1);
              try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var asking = new ArrayList<Future<?>>();
                for (int i = 0; i < AT_ONCE; i++) {
                  asking.add(
                      threads.submit(
                          () -> {
                            start.await();
                            peer.ask(new Question("p1", Instant.EPOCH));
                            return null;
                          }));
                }
                start.countDown();
                for (var one : asking) {
                  one.get();
                }
              }
              assertThat(sent).hasSize(AT_ONCE);
              assertThat(sent)
                  .allSatisfy(
                      request -> {
                        assertThat(new String(request.body(), StandardCharsets.UTF_8))
                            .isEqualTo(
                                "{\"post_id\":\"p1\",\"asked_at\":\"1970-01-01T00:00:00Z\"}");
                        assertThat(request.headers().get("Content-Type"))
                            .isEqualTo(List.of("application/json"));
                      });
            });
  }

  private static Response answer(Request request, List<Request> sent) {
    sent.add(request);
    return Response.builder().status(204).headers(Map.of()).request(request).build();
  }
}
