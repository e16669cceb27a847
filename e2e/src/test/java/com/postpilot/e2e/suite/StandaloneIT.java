package com.postpilot.e2e.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the person sees who starts and stops the suite. */
@EndToEnd(Shape.STANDALONE)
class StandaloneIT {
  @Test
  void aKilledSuiteStartsAgainWithItsDataAndSecretsAndStopsCleanly() throws Exception {
    try (var suite = Standalone.start(Build.directoryFor("killed"), Map.of())) {
      var owner = suite.register();
      var account = owner.connectInstagram();
      var post = owner.createPost("Written before", owner.uploadPicture(), account);
      var secrets = Files.readString(suite.home().resolve("secrets.properties"));
      var database = databaseServerOf(suite);

      suite.process().kill();
      assertThat(database.isAlive()).as("the server that the kill leaves behind").isTrue();
      suite.process().start().awaitReady();

      await("the old server to go").until(() -> !database.isAlive());
      assertThat(suite.home().resolve("secrets.properties")).hasContent(secrets);
      var again = owner.logIn(suite.gateway());
      assertThat(again.read(post).caption()).isEqualTo("Written before");
      again.publishNow(post);
      again.awaitStatus(post, "PUBLISHED");
      assertThat(suite.sandbox().publicationsOf(account.handle())).hasSize(1);

      var down = suite.script("down");
      assertThat(down.text()).contains("stopped").doesNotContain("not running");
      assertThat(suite.process().isRunning()).isFalse();
      assertThat(suite.home().resolve("postgres/data/postmaster.pid")).doesNotExist();
      assertThat(suite.home().resolve("standalone.pid")).doesNotExist();
    }
  }

  @Test
  void aSecondStartOnTheSameDataIsRefusedInOneSentence(Standalone running) {
    var said = Standalone.startInVain(running.home(), TestPorts.asEnvironment());

    assertThat(said.status()).isEqualTo(1);
    assertThat(said.text().strip())
        .startsWith("PostPilot is running already")
        .contains(running.home().toString())
        .doesNotContain("\n");
  }

  @Test
  void aPortInUseIsOneSentenceThatNamesItAndWhoWantsIt() throws IOException {
    try (var stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var environment = new HashMap<>(TestPorts.asEnvironment());
      environment.put("POSTPILOT_PORT_AUTH_SERVICE", Integer.toString(stranger.getLocalPort()));

      var said = Standalone.startInVain(Build.directoryFor("port-in-use"), environment);

      assertThat(said.status()).isEqualTo(1);
      assertThat(said.text())
          .contains("Port " + stranger.getLocalPort() + " is in use, and auth-service needs it")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void dataWithoutTheirSecretsAreNotTouched() throws IOException {
    var home = Build.directoryFor("secrets-lost");
    var data = Files.createDirectories(home.resolve("postgres/data"));

    var said = Standalone.startInVain(home, TestPorts.asEnvironment());

    assertThat(said.status()).isEqualTo(1);
    assertThat(said.text()).contains("secrets.properties is missing").doesNotContain("\tat ");
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void theScriptSeesWhatRunsAndDoesNotStartItTwice(Standalone running) throws IOException {
    var status = running.script("status");
    assertThat(status.status()).isZero();
    assertThat(status.text())
        .containsPattern("gateway +port \\d+ +ready")
        .containsPattern("post-service +port \\d+ +ready")
        .containsPattern("kafka +port \\d+ +listening")
        .containsPattern("JVM +pid " + running.process().pid() + " +\\d+ MiB")
        .containsPattern("PostgreSQL +pid " + databaseServerOf(running).pid() + " +\\d+ MiB");

    var up = running.script("up");
    assertThat(up.status()).isZero();
    assertThat(up.text())
        .contains("running already (pid " + running.process().pid() + ")")
        .contains(running.gateway().toString());

    assertThat(running.script("doctor").text()).contains("PostPilot is running and has its ports");
  }

  @Test
  void theGatewayIsTheOnlyPartThatOthersCanReach(Standalone running) throws IOException {
    var outside = addressOfThisMachine();
    assumeThat(outside).as("an address that is not loopback").isPresent();
    for (var part : running.ports().parts()) {
      var port = running.ports().of(part);
      assertThat(Probe.listens(outside.get(), port).isUp())
          .as(part)
          .isEqualTo(part.equals("gateway"));
    }
  }

  private static Optional<InetAddress> addressOfThisMachine() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(Inet4Address.class::isInstance)
        .filter(address -> !address.isLoopbackAddress())
        .findFirst();
  }

  private static ProcessHandle databaseServerOf(Standalone suite) throws IOException {
    var pidFile = suite.home().resolve("postgres/data/postmaster.pid");
    var pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
    return ProcessHandle.of(pid).orElseThrow();
  }
}
