package com.postpilot.sandbox.claude;

import com.postpilot.sandbox.fault.Gate;
import com.postpilot.sandbox.journal.Journal;
import com.postpilot.sandbox.traffic.Call;
import com.postpilot.sandbox.traffic.ClientConnection;
import com.postpilot.sandbox.traffic.Operation;
import com.postpilot.sandbox.traffic.Platform;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Messages API, without streams and tools. */
@RestController
class MessagesController {

  static final String REQUEST_ID = "request-id";
  private static final int MAX_REQUEST = 32 * 1024 * 1024;

  private final Gate gate;
  private final ApiKey key;
  private final Journal journal;
  private final JsonMapper json;

  MessagesController(Gate gate, ApiKey key, Journal journal, JsonMapper json) {
    this.gate = gate;
    this.key = key;
    this.journal = journal;
    this.json = json;
  }

  @PostMapping("/claude/v1/messages")
  ResponseEntity<JsonNode> create(
      HttpServletRequest request,
      @RequestHeader(name = "x-api-key", required = false) @Nullable String apiKey,
      @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false)
          @Nullable String authorization,
      @RequestHeader(name = "anthropic-version", required = false) @Nullable String version,
      @RequestBody(required = false) byte @Nullable [] body) {
    var call =
        new Call(
            Platform.CLAUDE,
            Operation.MESSAGES,
            null,
            ClientConnection.of(request),
            () -> journal.append(new KeyRevoked()));
    var message =
        gate.pass(
            call,
            twist -> {
              key.check(apiKey, authorization);
              var asked = read(request, version, body == null ? new byte[0] : body);
              return new Answer(json, asked).message(twist.get().orElse(null));
            });
    return ResponseEntity.ok().header(REQUEST_ID, message.path("id").asString()).body(message);
  }

  @RequestMapping("/claude/{*path}")
  void refuse() {
    throw ClaudeError.of(ErrorType.NOT_FOUND_ERROR, "Not Found");
  }

  private MessageRequest read(HttpServletRequest request, @Nullable String version, byte[] body) {
    var type = request.getContentType();
    if (type == null || !type.startsWith("application/json")) {
      throw ClaudeError.invalid("content-type", "must be application/json");
    }
    if (body.length > MAX_REQUEST) {
      throw ClaudeError.of(
          ErrorType.REQUEST_TOO_LARGE, "Request exceeds the maximum allowed number of bytes.");
    }
    return MessageRequest.read(json, ApiVersion.of(version), body);
  }
}
