package com.postpilot.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.e2e.client.Http;
import com.postpilot.e2e.suite.EndToEnd;
import com.postpilot.e2e.suite.Shape;
import com.postpilot.e2e.suite.Standalone;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where mail is caught. In the other shape it waits, and nothing else does. */
@EndToEnd(Shape.STANDALONE)
class ForgottenPasswordIT {

  @Test
  void whoeverReadsHisMailConfirmsHisAddressAndGetsInAgain(Standalone postpilot) {
    var owner = postpilot.register();
    var api = new Http(URI.create(postpilot.gateway() + "/api/v1/auth"));

    var verification = postpilot.mailbox().awaitToken(owner.email(), "/verify-email");
    api.post("/verify-email", Map.of("token", verification)).expect(204);
    assertThat(
            owner.api().get("/auth/me").expect(200).json().at("/user/email_verified").asBoolean())
        .isTrue();

    api.post("/password/forgot", Map.of("email", owner.email())).expect(202);
    var recovery = postpilot.mailbox().awaitToken(owner.email(), "/reset-password");
    var newPassword = "a horse in the rain";
    api.post("/password/reset", Map.of("token", recovery, "new_password", newPassword)).expect(204);

    api.post("/refresh", Map.of("refresh_token", owner.session().refreshToken())).expect(401);
    api.post("/login", Map.of("email", owner.email(), "password", owner.password())).expect(401);
    api.post("/login", Map.of("email", owner.email(), "password", newPassword)).expect(200);
  }
}
