package com.postpilot.queue.item;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A picture or video of post-service's library, which an item shows instead of its product's
 * pictures.
 *
 * @param id null only in a request, which is then refused
 */
record ItemMedium(@Nullable UUID id) {

  /** Null if the item shows the pictures of its product. */
  static @Nullable List<ItemMedium> of(List<UUID> media) {
    return media.isEmpty() ? null : media.stream().map(ItemMedium::new).toList();
  }
}
