package com.postpilot.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WiringTests {
  @TempDir Path directory;
  Secrets secrets;

  @BeforeEach
  void makeSecrets() {
    secrets = Secrets.keptIn(directory.resolve("secrets.properties"));
  }

  @Test
  void aServiceLearnsItsOwnPasswordsAndNobodyElses() {
    var post = environmentOf(Service.POST_SERVICE, Map.of());

    assertThat(post)
        .containsEntry(
            "POSTPILOT_DB_POST_APP_PASSWORD", secrets.get("POSTPILOT_DB_POST_APP_PASSWORD"))
        .containsKeys("POSTPILOT_DB_POST_OWNER_PASSWORD", "POSTPILOT_SERVICE_SECRET_POST")
        .doesNotContainKeys(
            "POSTPILOT_DB_AUTH_APP_PASSWORD",
            "POSTPILOT_SERVICE_SECRET_ACCOUNT",
            "POSTPILOT_ENCRYPTION_KEYSET",
            "POSTPILOT_POSTGRES_PASSWORD");
  }

  @Test
  void authServiceKnowsEverybodyWhoIdentifiesHimselfToIt() {
    assertThat(environmentOf(Service.AUTH_SERVICE, Map.of()))
        .containsKeys(
            "POSTPILOT_SERVICE_SECRET_ACCOUNT",
            "POSTPILOT_SERVICE_SECRET_POST",
            "POSTPILOT_SERVICE_SECRET_PUBLISHER",
            "POSTPILOT_SERVICE_SECRET_GATEWAY",
            "POSTPILOT_ENCRYPTION_KEYSET");
  }

  @Test
  void theOutsideWorldIsToldNoSecretAtAll() {
    assertThat(environmentOf(Service.PLATFORM_SANDBOX, Map.of()).keySet())
        .noneMatch(name -> name.matches(".*(PASSWORD|SECRET|KEYSET|ACCESS_KEY).*"));
  }

  @Test
  void everyServiceFindsTheOthersOnThePortsOfThisSuite() {
    assertThat(environmentOf(Service.PUBLISHER_WORKER, Map.of("POSTPILOT_PORT_OFFSET", "1000")))
        .containsEntry("POSTPILOT_DB_URL", "jdbc:postgresql://127.0.0.1:6506/postpilot")
        .containsEntry("POSTPILOT_KAFKA", "127.0.0.1:10106")
        .containsEntry("POSTPILOT_ACCOUNT_URL", "http://localhost:9112")
        .containsEntry("POSTPILOT_INSTAGRAM_GRAPH_BASE_URL", "http://localhost:9120/ig-graph");
  }

  @Test
  void realCredentialsWinOverTheSandboxButInfrastructureIsNotForTheTaking() {
    var given =
        Map.of(
            "POSTPILOT_INSTAGRAM_GRAPH_BASE_URL", "https://graph.instagram.com",
            "POSTPILOT_INSTAGRAM_CLIENT_SECRET", "real",
            "POSTPILOT_DB_URL", "jdbc:postgresql://elsewhere/postpilot");

    assertThat(environmentOf(Service.ACCOUNT_SERVICE, given))
        .containsEntry("POSTPILOT_INSTAGRAM_GRAPH_BASE_URL", "https://graph.instagram.com")
        .containsEntry("POSTPILOT_INSTAGRAM_CLIENT_SECRET", "real")
        .containsEntry("POSTPILOT_DB_URL", "jdbc:postgresql://127.0.0.1:5506/postpilot");
  }

  @Test
  void mailGoesToTheServerOfThisSuiteUnlessThereIsARealOne() {
    assertThat(environmentOf(Service.AUTH_SERVICE, Map.of("POSTPILOT_PORT_OFFSET", "1000")))
        .containsEntry("POSTPILOT_SMTP_HOST", "localhost")
        .containsEntry("POSTPILOT_SMTP_PORT", "9122");
    assertThat(
            environmentOf(
                Service.AUTH_SERVICE,
                Map.of("POSTPILOT_SMTP_HOST", "mail.example", "POSTPILOT_SMTP_PORT", "587")))
        .containsEntry("POSTPILOT_SMTP_HOST", "mail.example")
        .containsEntry("POSTPILOT_SMTP_PORT", "587");
  }

  private Map<String, String> environmentOf(Service service, Map<String, String> given) {
    var addresses = Addresses.local(Ports.from(given));
    return new Wiring(addresses, secrets, given).environmentOf(service);
  }
}
