package com.postpilot.queue.generation;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.security.Caller;
import com.postpilot.common.web.IfMatch;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.Problem.FieldError;
import com.postpilot.queue.caption.Tone;
import com.postpilot.queue.generation.Generating.Wishes;
import com.postpilot.queue.item.ItemHeaders;
import com.postpilot.queue.item.ItemInput;
import com.postpilot.queue.item.ItemResource;
import com.postpilot.queue.item.Roles;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
class GenerationController {
  private final Generating generating;

  GenerationController(Generating generating) {
    this.generating = generating;
  }

  /** What is left out is as it was. */
  record GenerateCaptionsRequest(
      @Nullable Tone tone,
      @Nullable List<@Nullable Platform> platforms,
      @Nullable String language) {

    /**
     * @throws Problem 422 that names everything that is wrong with it
     */
    Wishes wishes() {
      var errors = new ArrayList<FieldError>();
      var input = new ItemInput("", errors);
      var wishes =
          new Wishes(
              platforms == null ? null : input.platforms(platforms),
              tone,
              language == null ? null : input.language(language));
      if (!errors.isEmpty()) {
        throw Problem.invalid(errors);
      }
      return wishes;
    }
  }

  /** Answers 202: the item is GENERATING until its captions are there. */
  @PostMapping("/api/v1/queue/{id}/generate")
  ResponseEntity<ItemResource> generate(
      @PathVariable UUID id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody(required = false) @Nullable GenerateCaptionsRequest request,
      Caller caller) {
    Roles.mayWrite(caller);
    var wishes = request == null ? Wishes.NONE : request.wishes();
    var item = generating.generate(HttpStatus.ACCEPTED, caller, id, new IfMatch(ifMatch), wishes);
    return ResponseEntity.accepted().headers(ItemHeaders.of(item)).body(item);
  }
}
