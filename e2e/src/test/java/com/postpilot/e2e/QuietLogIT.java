package com.postpilot.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.e2e.client.Http;
import com.postpilot.e2e.client.Owner;
import com.postpilot.e2e.suite.EndToEnd;
import com.postpilot.e2e.suite.LogFile;
import com.postpilot.e2e.suite.Standalone;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The suite in one JVM logs at DEBUG in these tests. */
@EndToEnd
class QuietLogIT {
  private static final Pattern PLATFORM_TOKEN = Pattern.compile("\"(IG[A-Za-z0-9_-]{30,})\"");

  @Test
  void aJourneyAtDebugLeavesNoTokenPasswordOrCodeInTheLog(Standalone postpilot) throws IOException {
    var owner = postpilot.register();
    var secrets = new LinkedHashMap<String, String>();
    secrets.put("password", owner.password());
    secrets.put("access token", owner.session().accessToken());
    secrets.put("refresh token", owner.session().refreshToken());
    var api = new Http(URI.create(postpilot.gateway() + "/api/v1"));
    var refreshed =
        api.post("/auth/refresh", Map.of("refresh_token", owner.session().refreshToken()))
            .as(Owner.Session.class, 200);
    secrets.put("second access token", refreshed.accessToken());
    secrets.put("second refresh token", refreshed.refreshToken());
    api.post("/auth/login", Map.of("email", owner.email(), "password", "a wrong password"))
        .expect(401);
    secrets.put("wrong password", "a wrong password");
    secrets.put("link in a mail", postpilot.mailbox().awaitToken(owner.email(), "/verify-email"));
    var consent = owner.connectWatched("INSTAGRAM", "quiet_shop");
    secrets.put("state", consent.state());
    secrets.put("code", consent.code());
    var account = owner.accounts().getFirst();
    var post = owner.createPost("Hush", owner.uploadPicture(), account);
    owner.publishNow(post);
    owner.awaitStatus(post, "PUBLISHED");
    owner.awaitPermalink(post);
    var tokens =
        PLATFORM_TOKEN.matcher(Files.readString(postpilot.home().resolve("sandbox/journal.jsonl")));
    while (tokens.find()) {
      secrets.put("platform token " + secrets.size(), tokens.group(1));
    }
    assertThat(secrets).hasSizeGreaterThan(9);

    var log = new StringBuilder();
    postpilot.logs().filter(LogFile::isOne).forEach(file -> log.append(LogFile.text(file)));
    assertThat(log).contains("DEBUG");
    secrets.forEach((what, secret) -> assertThat(log.indexOf(secret)).as(what).isEqualTo(-1));
  }
}
