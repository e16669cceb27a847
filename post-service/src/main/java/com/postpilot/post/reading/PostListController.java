package com.postpilot.post.reading;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.security.Caller;
import com.postpilot.common.web.Cursor;
import com.postpilot.common.web.Page;
import com.postpilot.post.reading.PostSearch.Position;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/posts")
class PostListController {
  private final JdbcClient jdbc;
  private final PostReader posts;

  PostListController(JdbcClient jdbc, PostReader posts) {
    this.jdbc = jdbc;
    this.posts = posts;
  }

  @GetMapping("/{id}")
  @Transactional(readOnly = true)
  ResponseEntity<PostResource> one(@PathVariable UUID id, Caller caller) {
    var post = posts.read(caller.workspaceId(), id);
    return ResponseEntity.ok().eTag(post.eTag()).body(post);
  }

  @GetMapping
  @Transactional(readOnly = true)
  Page<PostResource> list(
      @RequestParam @Nullable PostStatus status,
      @RequestParam @Nullable Platform platform,
      @RequestParam(name = "account_id") @Nullable UUID accountId,
      @RequestParam @Nullable Instant from,
      @RequestParam @Nullable Instant to,
      @RequestParam @Nullable @Size(max = 200) String q,
      @RequestParam(defaultValue = "25") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @RequestParam @Nullable String cursor,
      Caller caller) {
    var after = Cursor.decode(cursor, Position.class);
    var search = PostSearch.in(caller.workspaceId()).status(status).on(platform, accountId);
    var rows =
        search.between(from, to).saying(q).after(after.orElse(null)).newest(limit + 1).run(jdbc);
    var page = Page.of(rows, limit, position -> position);
    // A post that is deleted at this moment is not on the page, which may then be a little short.
    return new Page<>(
        posts.read(caller.workspaceId(), page.items().stream().map(Position::id).toList()),
        page.nextCursor());
  }
}
