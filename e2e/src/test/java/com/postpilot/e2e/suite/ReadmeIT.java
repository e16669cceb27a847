package com.postpilot.e2e.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.standalone.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@EndToEnd(Shape.STANDALONE)
class ReadmeIT {
  private static final Pattern COMMANDS = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);

  /** Word for word, but for the ports, which another suite on this machine may have. */
  @Test
  void theTourOfTheReadmeWorksAsItIsWritten(Standalone running) throws IOException {
    var readme = Files.readString(Build.root().resolve("README.md"));
    var tour = COMMANDS.matcher(readme).results().findFirst().orElseThrow().group(1);
    for (var part : List.of(Ports.GATEWAY, "platform-sandbox")) {
      var usual = Integer.toString(Ports.from(Map.of()).of(part));
      tour = tour.replace(":" + usual, ":" + running.ports().of(part));
    }

    var said =
        Said.by(
            List.of("bash", "-euo", "pipefail", "-c", "cd '" + Build.root() + "'\n" + tour),
            Map.of());

    assertThat(said.text()).contains("\"kind\":\"published\"");
    assertThat(said.status()).isZero();
  }
}
