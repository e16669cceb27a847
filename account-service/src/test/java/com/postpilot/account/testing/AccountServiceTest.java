package com.postpilot.account.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.account.AccountServiceApplication;
import com.postpilot.common.contract.Platform;
import com.postpilot.common.testing.TestInfrastructure;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

/** The service on real PostgreSQL and Kafka, fake platforms, and a new workspace each time. */
@SpringBootTest(
    classes = AccountServiceApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.name=account-service",
      "postpilot.account.timeouts.read=3s",
      "postpilot.account.checkup.initial-delay=PT1H",
      "postpilot.account.revocation.initial-delay=PT1H",
      "postpilot.account.notice.initial-delay=PT1H",
      "postpilot.account.refresh.initial-delay=PT1H",
      "postpilot.account.refresh.interval=PT1H",
      "postpilot.account.refresh.retry-after=1s",
    })
@ContextConfiguration(initializers = {TestInfrastructure.class, FakePlatforms.class})
public abstract class AccountServiceTest {
  protected final FakeInstagram instagram = FakeInstagram.instance();
  protected final FakeFacebook facebook = FakeFacebook.instance();
  protected final FakeTikTok tiktok = FakeTikTok.instance();
  protected final UUID workspace = UUID.randomUUID();
  @LocalServerPort private int port;
  @Autowired private CircuitBreakerRegistry breakers;

  @BeforeEach
  @AfterEach
  void resetPlatforms() {
    instagram.reset();
    facebook.reset();
    tiktok.reset();
    breakers.getAllCircuitBreakers().forEach(CircuitBreaker::reset);
  }

  protected Api anonymous() {
    return Api.anonymous(port);
  }

  /** The service's own address, for those who call it by themselves. */
  protected String url(String path) {
    return "http://localhost:" + port + path;
  }

  protected Api owner() {
    return anonymous().owner(workspace);
  }

  protected Api service() {
    return anonymous().service();
  }

  /** A connection on its way: what the client knows of it, and what only the browser does. */
  protected record Begun(String id, URI authorizeUrl) {
    public String state() {
      return parameters().get("state");
    }

    public Map<String, String> parameters() {
      return Arrays.stream(authorizeUrl.getRawQuery().split("&"))
          .map(pair -> pair.split("=", 2))
          .collect(
              Collectors.toMap(
                  pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }
  }

  protected Begun begin() {
    return begin(Platform.INSTAGRAM);
  }

  protected Begun begin(Platform platform) {
    return begun(owner().post("/api/v1/accounts/connect", "{\"platform\": \"" + platform + "\"}"));
  }

  protected static Begun begun(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return new Begun(answer.text("/connection_id"), URI.create(answer.text("/authorize_url")));
  }

  /** What the browser does when the person comes back with a code. */
  protected Answer bringBack(Begun begun, String code) {
    return anonymous()
        .get(
            "%s?code=%s&state=%s"
                .formatted(
                    URI.create(begun.parameters().get("redirect_uri")).getPath(),
                    URLEncoder.encode(code, StandardCharsets.UTF_8),
                    begun.state()));
  }

  /** Connects every Page of {@code person} that can be connected and returns their ids. */
  protected List<UUID> connected(FakeFacebook.Person person) {
    var begun = begin(Platform.FACEBOOK);
    bringBack(begun, facebook.consent(person));
    var ids =
        connection(begun).json().at("/candidates").values().stream()
            .map(candidate -> '"' + candidate.path("external_id").asString() + '"')
            .collect(Collectors.joining(","));
    var answer =
        owner()
            .post(
                "/api/v1/accounts/connections/" + begun.id() + "/complete",
                "{\"external_ids\": [" + ids + "]}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().at("/accounts").values().stream()
        .map(account -> UUID.fromString(account.path("id").asString()))
        .toList();
  }

  protected UUID connected(FakeTikTok.Person person) {
    var begun = begin(Platform.TIKTOK);
    bringBack(begun, tiktok.consent(person, begun.parameters().get("code_challenge")));
    var answer = complete(begun);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return UUID.fromString(answer.text("/accounts/0/id"));
  }

  protected Answer complete(Begun begun) {
    return owner().post("/api/v1/accounts/connections/" + begun.id() + "/complete", "{}");
  }

  protected Answer connection(Begun begun) {
    return owner().get("/api/v1/accounts/connections/" + begun.id());
  }

  /** Connects an account of {@code person} from begin to end and returns its id. */
  protected UUID connected(FakeInstagram.Person person) {
    var begun = begin();
    bringBack(begun, instagram.consent(person));
    var answer = complete(begun);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return UUID.fromString(answer.text("/accounts/0/id"));
  }

  protected Answer token(UUID accountId) {
    return service().post(internal(accountId) + "/token", "");
  }

  protected Answer reject(UUID accountId, long generation, String errorCode) {
    return service()
        .post(
            internal(accountId) + "/token/rejected",
            "{\"generation\": %d, \"error_code\": \"%s\"}".formatted(generation, errorCode));
  }

  protected String internal(UUID accountId) {
    return "/internal/workspaces/" + workspace + "/accounts/" + accountId;
  }

  protected String health(UUID accountId) {
    return owner().get("/api/v1/accounts/" + accountId).text("/health");
  }
}
