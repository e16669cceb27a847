package com.postpilot.account.notice;

import com.postpilot.account.social.Erasure;
import com.postpilot.account.social.Withdrawal;
import com.postpilot.common.contract.Platform;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Where platforms tell us of people. Not a {@code @RestController}: what parameters a platform adds
 * is its own affair. Nobody is logged in here; a signature is all that counts.
 */
@Controller
@RequestMapping("/api/v1/platform-callbacks")
class NoticeController {
  private static final int MAX_BODY = 65_536;

  private final Map<Platform, NoticeReader> readers;
  private final Withdrawal withdrawal;
  private final Erasure erasure;
  private final NoticeProperties properties;

  NoticeController(
      List<NoticeReader> readers,
      Withdrawal withdrawal,
      Erasure erasure,
      NoticeProperties properties) {
    this.readers =
        readers.stream()
            .collect(Collectors.toUnmodifiableMap(NoticeReader::platform, Function.identity()));
    this.withdrawal = withdrawal;
    this.erasure = erasure;
    this.properties = properties;
  }

  /** In the words that Meta asks for. */
  record DataDeletionResponse(URI url, String confirmationCode) {}

  @PostMapping("/{platform}/deauthorize")
  ResponseEntity<Void> deauthorize(
      @PathVariable String platform, @RequestHeader HttpHeaders headers, @RequestBody byte[] body) {
    var reader = reader(platform);
    switch (genuine(reader, headers, body)) {
      case Notice.Withdrawn(var userId, var at) ->
          withdrawal.withdrawn(reader.platform(), userId, at);
      case Notice.Irrelevant _, Notice.Forged _ -> {}
    }
    return ResponseEntity.ok().build();
  }

  @PostMapping("/{platform}/data-deletion")
  ResponseEntity<Object> dataDeletion(
      @PathVariable String platform, @RequestHeader HttpHeaders headers, @RequestBody byte[] body) {
    var reader = reader(platform);
    return switch (genuine(reader, headers, body)) {
      case Notice.Withdrawn(var userId, var at) -> {
        var code = erasure.erase(reader.platform(), userId, at);
        yield ResponseEntity.ok(new DataDeletionResponse(statusPage(code), code));
      }
      case Notice.Irrelevant _, Notice.Forged _ -> ResponseEntity.ok().build();
    };
  }

  @GetMapping("/data-deletion/{code}")
  ResponseEntity<String> status(@PathVariable String code) {
    return erasure
        .find(code)
        .map(erased -> DataDeletionPage.of(erased).with(HttpStatus.OK))
        .orElseGet(() -> DataDeletionPage.unknown().with(HttpStatus.NOT_FOUND));
  }

  private NoticeReader reader(String slug) {
    return readers.values().stream()
        .filter(reader -> reader.platform().slug().equals(slug))
        .findFirst()
        .orElseThrow(() -> Problem.of(ProblemCode.NOT_FOUND, "There is nothing at this address."));
  }

  /**
   * @throws Problem 403 if it is not the platform's, 413 if it is longer than any of those
   */
  private static Notice genuine(NoticeReader reader, HttpHeaders headers, byte[] body) {
    if (body.length > MAX_BODY) {
      throw Problem.of(ProblemCode.PAYLOAD_TOO_LARGE, "No notice is that long.");
    }
    var notice = reader.read(headers, body);
    if (notice instanceof Notice.Forged) {
      throw Problem.of(ProblemCode.FORBIDDEN, "The signature does not fit.");
    }
    return notice;
  }

  private URI statusPage(String code) {
    return URI.create(
        properties.publicUrl().toString().replaceFirst("/+$", "")
            + "/api/v1/platform-callbacks/data-deletion/"
            + code);
  }
}
