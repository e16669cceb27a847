package com.postpilot.account.notice;

import com.postpilot.account.social.Leaver;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** By the platform that the path names. */
  private final Map<String, NoticeReader> readers;

  private final Notices notices;
  private final NoticeJob job;
  private final NoticeProperties properties;

  NoticeController(
      List<NoticeReader> readers, Notices notices, NoticeJob job, NoticeProperties properties) {
    this.readers =
        readers.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    reader -> reader.platform().slug(), Function.identity()));
    this.notices = notices;
    this.job = job;
    this.properties = properties;
  }

  /** In the words that Meta asks for. */
  record DataDeletionResponse(URI url, String confirmationCode) {}

  @PostMapping("/{platform}/deauthorize")
  ResponseEntity<Void> deauthorize(
      @PathVariable String platform, @RequestHeader HttpHeaders headers, @RequestBody byte[] body) {
    take(Act.DEAUTHORIZE, platform, headers, body);
    return ResponseEntity.ok().build();
  }

  @PostMapping("/{platform}/data-deletion")
  ResponseEntity<Object> dataDeletion(
      @PathVariable String platform, @RequestHeader HttpHeaders headers, @RequestBody byte[] body) {
    return take(Act.DATA_DELETION, platform, headers, body)
        .<ResponseEntity<Object>>map(
            code -> ResponseEntity.ok(new DataDeletionResponse(statusPage(code), code)))
        .orElseGet(() -> ResponseEntity.ok().build());
  }

  @GetMapping("/data-deletion/{code}")
  ResponseEntity<String> status(@PathVariable String code) {
    return notices
        .deletion(code)
        .map(deletion -> DataDeletionPage.of(deletion).with(HttpStatus.OK))
        .orElseGet(() -> DataDeletionPage.unknown().with(HttpStatus.NOT_FOUND));
  }

  /**
   * @return the code of the notice; empty if it is of no interest
   * @throws Problem 403 if it is not the platform's, 413 if it is longer than any of those
   */
  private Optional<String> take(Act act, String slug, HttpHeaders headers, byte[] body) {
    var reader = reader(slug);
    if (body.length > MAX_BODY) {
      throw Problem.of(ProblemCode.PAYLOAD_TOO_LARGE, "No notice is that long.");
    }
    return switch (reader.read(headers, body)) {
      case Notice.Withdrawn(var userId, var at) ->
          Optional.of(job.take(act, new Leaver(reader.platform(), userId, at)));
      case Notice.Irrelevant _ -> Optional.empty();
      case Notice.Forged _ ->
          throw Problem.of(ProblemCode.FORBIDDEN, "The signature does not fit.");
    };
  }

  private NoticeReader reader(String slug) {
    return Optional.ofNullable(readers.get(slug))
        .orElseThrow(() -> Problem.of(ProblemCode.NOT_FOUND, "There is nothing at this address."));
  }

  private URI statusPage(String code) {
    return URI.create(
        properties.publicUrl().toString().replaceFirst("/+$", "")
            + "/api/v1/platform-callbacks/data-deletion/"
            + code);
  }
}
