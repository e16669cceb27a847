package com.postpilot.sandbox.facebook.publishing;

import com.postpilot.sandbox.facebook.publishing.PhotoFact.PhotoStaged;
import com.postpilot.sandbox.facebook.publishing.PhotoFact.PhotosPosted;
import com.postpilot.sandbox.journal.Chapter;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Photos that followers cannot see. */
@Component
class StagedPhotos implements Chapter<PhotoFact> {

  private final Map<String, PhotoStaged> byId = new HashMap<>();
  private final Set<String> posted = new HashSet<>();

  /** The photo, if it is that Page's and has not vanished. */
  Optional<PhotoStaged> find(String id, String pageId, Instant now) {
    return Optional.ofNullable(byId.get(id))
        .filter(photo -> photo.pageId().equals(pageId))
        .filter(photo -> isPosted(id) || now.isBefore(photo.expiresAt()));
  }

  boolean isPosted(String id) {
    return posted.contains(id);
  }

  @Override
  public Class<PhotoFact> facts() {
    return PhotoFact.class;
  }

  @Override
  public void apply(PhotoFact fact) {
    switch (fact) {
      case PhotoStaged photo -> byId.put(photo.id(), photo);
      case PhotosPosted(var ids) -> posted.addAll(ids);
    }
  }

  @Override
  public void clear() {
    byId.clear();
    posted.clear();
  }
}
