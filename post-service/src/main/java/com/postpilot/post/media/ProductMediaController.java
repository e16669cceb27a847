package com.postpilot.post.media;

import com.postpilot.common.tenant.Tenants;
import com.postpilot.post.media.MediaController.FromUrlRequest;
import com.postpilot.post.media.MediaController.MediaResponse;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Pictures of products, which the queue asks for as often as it needs them. */
@RestController
class ProductMediaController {
  private final MediaLibrary library;
  private final ObjectStore store;
  private final MediaUrls urls;
  private final TransactionTemplate transaction;

  ProductMediaController(
      MediaLibrary library,
      ObjectStore store,
      MediaUrls urls,
      PlatformTransactionManager transactions) {
    this.library = library;
    this.store = store;
    this.urls = urls;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** The same medium for the same address, as long as the same bytes stand there. */
  @PostMapping("/internal/workspaces/{workspaceId}/media/from-url")
  @ResponseStatus(HttpStatus.CREATED)
  MediaResponse fromUrl(
      @PathVariable UUID workspaceId,
      @RequestHeader("X-Acting-User") UUID userId,
      @Valid @RequestBody FromUrlRequest request) {
    var fetched =
        library.fetch(workspaceId, request.url(), request.altText(), "url", library.deadline());
    var medium =
        Tenants.inWorkspace(
            workspaceId,
            () ->
                transaction.execute(
                    ignored -> library.addOnce(workspaceId, userId, request.url(), fetched)));
    if (!medium.id().equals(fetched.id())) {
      fetched.keys().forEach(store::delete); // there was one just like it
    }
    return MediaResponse.of(medium, urls);
  }
}
