package com.postpilot.sandbox.instagram.publishing;

import com.postpilot.sandbox.journal.Chapter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** All containers ever made. */
@Component
class Containers implements Chapter<Container> {

  private final Map<String, Container> byId = new HashMap<>();
  private final Map<String, List<Container>> byProfile = new HashMap<>();

  /** The container, if it is that profile's. */
  Optional<Container> find(String id, String profileId) {
    return Optional.ofNullable(byId.get(id))
        .filter(container -> container.profileId().equals(profileId));
  }

  boolean has(String id) {
    return byId.containsKey(id);
  }

  /** Of one profile, oldest first. */
  List<Container> of(String profileId) {
    return byProfile.getOrDefault(profileId, List.of());
  }

  @Override
  public Class<Container> facts() {
    return Container.class;
  }

  @Override
  public void apply(Container container) {
    byId.put(container.id(), container);
    byProfile.computeIfAbsent(container.profileId(), profile -> new ArrayList<>()).add(container);
  }

  @Override
  public void clear() {
    byId.clear();
    byProfile.clear();
  }
}
