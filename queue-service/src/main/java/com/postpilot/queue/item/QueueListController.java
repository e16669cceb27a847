package com.postpilot.queue.item;

import com.postpilot.common.security.Caller;
import com.postpilot.common.web.Cursor;
import com.postpilot.common.web.Page;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
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
@RequestMapping("/api/v1/queue")
class QueueListController {
  private final JdbcClient jdbc;
  private final Items items;
  private final ItemVersions versions;

  QueueListController(JdbcClient jdbc, Items items, ItemVersions versions) {
    this.jdbc = jdbc;
    this.items = items;
    this.versions = versions;
  }

  @GetMapping("/{id}")
  @Transactional(readOnly = true)
  ResponseEntity<ItemResource> one(@PathVariable UUID id, Caller caller) {
    var item = ItemResource.of(items.read(caller.workspaceId(), id));
    return ResponseEntity.ok().headers(ItemHeaders.of(item)).body(item);
  }

  @GetMapping
  @Transactional(readOnly = true)
  Page<ItemResource> list(
      @RequestParam @Nullable Status status,
      @RequestParam @Nullable @Size(max = 200) String q,
      @RequestParam(defaultValue = "25") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @RequestParam @Nullable String cursor,
      Caller caller) {
    var after = Cursor.decode(cursor, ItemSearch.Position.class);
    var rows =
        ItemSearch.in(caller.workspaceId())
            .status(status)
            .saying(q)
            .after(after.orElse(null))
            .newest(limit + 1)
            .run(jdbc);
    var page = Page.of(rows, limit, position -> position);
    var ids = page.items().stream().map(ItemSearch.Position::id).toList();
    return new Page<>(
        items.read(caller.workspaceId(), ids).stream().map(ItemResource::of).toList(),
        page.nextCursor());
  }

  /** The latest first. */
  @GetMapping("/{id}/versions")
  @Transactional(readOnly = true)
  Page<ItemVersions.Version> versions(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "25") @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @RequestParam @Nullable String cursor,
      Caller caller) {
    var item = items.read(caller.workspaceId(), id);
    var before = Cursor.decode(cursor, ItemVersions.Position.class);
    return Page.of(
        versions.of(item, before.orElse(null), limit + 1),
        limit,
        version -> new ItemVersions.Position(version.version()));
  }
}
