package com.postpilot.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedObjectStoreIT {
  @TempDir Path directory;

  @Test
  void itServesTheBucketToThoseWhoSignAndHidesItsLibraries() throws Exception {
    var secrets = Secrets.keptIn(directory.resolve("secrets.properties"));
    var port = FreePorts.next();

    try (var _ = EmbeddedObjectStore.start(port, directory.resolve("media"), secrets)) {
      var bucket = URI.create("http://127.0.0.1:" + port + "/" + Wiring.BUCKET);
      try (var anonymous = HttpClient.newHttpClient()) {
        var answer =
            anonymous.send(HttpRequest.newBuilder(bucket).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("<Code>AccessDenied</Code>");
      }
      assertThatThrownBy(() -> Class.forName("org.gaul.s3proxy.S3Proxy"))
          .isInstanceOf(ClassNotFoundException.class);
    }
  }
}
