package com.postpilot.queue.item;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.idempotency.Idempotency;
import com.postpilot.common.security.Caller;
import com.postpilot.common.web.IfMatch;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.Problem.FieldError;
import com.postpilot.queue.caption.Tone;
import com.postpilot.queue.product.ProductInput;
import com.postpilot.queue.product.ProductInput.OptionInput;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/queue")
class QueueController {
  private static final int MAX_ITEMS = 500;

  private final Creating creating;
  private final Editing editing;
  private final Changing changing;
  private final Idempotency idempotency;

  QueueController(Creating creating, Editing editing, Changing changing, Idempotency idempotency) {
    this.creating = creating;
    this.editing = editing;
    this.changing = changing;
    this.idempotency = idempotency;
  }

  /**
   * A product for the queue, or {@code items} and nothing else.
   *
   * @param externalProductId by which the shop knows it: what is sent again is the same product
   * @param media of its own in order, instead of the product's pictures
   * @param again another item, also if one of the product is still open
   */
  record CreateItemRequest(
      @Nullable String externalProductId,
      @Nullable String title,
      @Nullable String description,
      @Nullable BigDecimal price,
      @Nullable BigDecimal compareAtPrice,
      @Nullable String currency,
      @Nullable List<@Nullable String> images,
      @Nullable String url,
      @Nullable String brand,
      @Nullable String category,
      @Nullable Integer stock,
      @Nullable List<@Nullable OptionInput> productOptions,
      @Nullable BigDecimal highestPrice,
      @Nullable List<@Nullable Platform> platforms,
      @Nullable Tone tone,
      @Nullable String language,
      @Nullable List<@Nullable ItemMedium> media,
      @Nullable Boolean again,
      @Nullable List<@Nullable CreateItemRequest> items) {

    boolean hasItemsAlone() {
      return equals(
          new CreateItemRequest(
              null, null, null, null, null, null, null, null, null, null, null, null, null, null,
              null, null, null, null, items));
    }

    /**
     * @param prefix of the names of its fields
     * @throws Problem 422 that names everything that is wrong with it
     */
    Creating.Wanted wanted(String prefix) {
      var errors = new ArrayList<FieldError>();
      var input = new ItemInput(prefix, errors);
      if (items != null) {
        input.refuse("items", "invalid", "Give either one product, or items and nothing else.");
      }
      var planned = input.platforms(platforms);
      var spoken = input.language(language);
      var shown = input.media(media);
      var facts = product().facts(prefix, errors);
      if (facts == null || !errors.isEmpty()) {
        throw Problem.invalid(errors);
      }
      return new Creating.Wanted(
          facts,
          planned,
          Objects.requireNonNullElse(tone, Tone.FRIENDLY),
          spoken,
          shown,
          Boolean.TRUE.equals(again));
    }

    private ProductInput product() {
      return new ProductInput(
          externalProductId,
          title,
          description,
          price,
          compareAtPrice,
          currency,
          images,
          url,
          brand,
          category,
          stock,
          productOptions,
          highestPrice);
    }
  }

  /** A body that says nothing. */
  record NothingRequest() {}

  /** One product: 201, or 200 with the open item that it has. Many: 200 and what became of each. */
  @PostMapping
  ResponseEntity<Object> create(@RequestBody CreateItemRequest request, Caller caller) {
    Roles.mayWrite(caller);
    if (request.items() != null && request.hasItemsAlone()) {
      return createAll(caller, request.items());
    }
    var wanted = request.wanted("");
    return idempotency.answer(() -> answer(creating.create(caller, List.of(wanted)).getFirst()));
  }

  private static ResponseEntity<Object> answer(Creating.Queued queued) {
    var item = ItemResource.of(queued.item());
    return ResponseEntity.status(status(queued)).headers(ItemHeaders.ofNew(item)).body(item);
  }

  private static HttpStatus status(Creating.Queued queued) {
    return queued.created() ? HttpStatus.CREATED : HttpStatus.OK;
  }

  private ResponseEntity<Object> createAll(
      Caller caller, List<@Nullable CreateItemRequest> requests) {
    if (requests.isEmpty() || requests.size() > MAX_ITEMS) {
      throw Problem.invalid("items", "size", "Give 1 to %d items.".formatted(MAX_ITEMS));
    }
    var results = new ItemResults.Result[requests.size()];
    var wanted = new LinkedHashMap<Integer, Creating.Wanted>();
    for (int i = 0; i < requests.size(); i++) {
      var request = requests.get(i);
      var field = "items[%d]".formatted(i);
      try {
        if (request == null) {
          throw Problem.invalid(field, "not_null", "This is required.");
        }
        wanted.put(i, request.wanted(field + "."));
      } catch (Problem refused) {
        results[i] = ItemResults.Result.refused(null, refused);
      }
    }
    return idempotency.answer(
        () -> {
          var queued = creating.create(caller, List.copyOf(wanted.values())).iterator();
          for (int i : wanted.keySet()) {
            var one = queued.next();
            results[i] = ItemResults.Result.of(status(one), ItemResource.of(one.item()));
          }
          return ResponseEntity.ok(ItemResults.of(List.of(results)));
        });
  }

  @PatchMapping("/{id}")
  ResponseEntity<ItemResource> patch(
      @PathVariable UUID id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody PatchItemRequest request,
      Caller caller) {
    Roles.mayWrite(caller);
    return answer(editing.edit(caller, id, new IfMatch(ifMatch), request));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(
      @PathVariable UUID id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Caller caller) {
    Roles.mayWrite(caller);
    changing.delete(caller, id, new IfMatch(ifMatch));
  }

  /** Back to where it can be worked on, whatever was decided about it. */
  @PostMapping("/{id}/reopen")
  ResponseEntity<ItemResource> reopen(
      @PathVariable UUID id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody(required = false) @Nullable NothingRequest nothing,
      Caller caller) {
    Roles.mayWrite(caller);
    return answer(editing.reopen(caller, id, new IfMatch(ifMatch)));
  }

  private static ResponseEntity<ItemResource> answer(ItemResource item) {
    return ResponseEntity.ok().headers(ItemHeaders.of(item)).body(item);
  }
}
