package com.postpilot.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTests {
  @Test
  void everyServiceHasAPort() {
    var ports = Ports.from(Map.of());

    assertThat(Arrays.stream(Service.values()).map(Service::artifact).map(ports::of))
        .doesNotHaveDuplicates()
        .contains(8106, 8111, 8112, 8113, 8114, 8117, 8120);
  }

  @Test
  void anOffsetMovesAllButThosePlacedByName() {
    var ports =
        Ports.from(
            Map.of("POSTPILOT_PORT_OFFSET", "1000", "POSTPILOT_PORT_KAFKA_CONTROLLER", "7000"));

    assertThat(ports.of("gateway")).isEqualTo(9106);
    assertThat(ports.of("postgresql")).isEqualTo(6506);
    assertThat(ports.of("kafka-controller")).isEqualTo(7000);
  }

  @Test
  void aPortThatIsNoNumberIsNamedWithItsVariable() {
    assertThatThrownBy(() -> Ports.from(Map.of("POSTPILOT_PORT_GATEWAY", "http")))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("POSTPILOT_PORT_GATEWAY")
        .hasMessageContaining("http");
  }

  @Test
  void aPortInUseIsOneSentenceThatNamesThePortWhoNeedsItAndTheWayOut() throws IOException {
    try (var stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var ports = freePortsBut("account-service", stranger.getLocalPort());

      assertThatThrownBy(ports::requireFree)
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("Port " + stranger.getLocalPort() + " is in use")
          .hasMessageContaining("account-service")
          .hasMessageContaining("POSTPILOT_PORT_ACCOUNT_SERVICE")
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void freePortsAreNoObstacle() {
    assertThatCode(freePortsBut("gateway", 0)::requireFree).doesNotThrowAnyException();
  }

  /** Port 0 is always free: the system picks one. */
  private static Ports freePortsBut(String part, int port) {
    var environment = new HashMap<String, String>();
    for (var name : Ports.from(Map.of()).parts()) {
      environment.put(Ports.variable(name), name.equals(part) ? Integer.toString(port) : "0");
    }
    return Ports.from(environment);
  }
}
