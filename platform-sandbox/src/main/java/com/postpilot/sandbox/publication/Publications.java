package com.postpilot.sandbox.publication;

import com.postpilot.sandbox.journal.Chapter;
import com.postpilot.sandbox.traffic.Platform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** All publications, in the order in which they became visible. */
@Component
public class Publications implements Chapter<Publication> {

  private record Owner(Platform platform, String account) {}

  private final List<Publication> all = new ArrayList<>();
  private final Map<Owner, List<Publication>> byOwner = new HashMap<>();
  private final Map<String, Publication> byContainer = new HashMap<>();
  private final Map<String, Publication> byRemoteId = new HashMap<>();
  private final Map<String, Publication> byShortcode = new HashMap<>();

  public List<Publication> all() {
    return List.copyOf(all);
  }

  /** Newest first. */
  public List<Publication> latest(int limit) {
    return all.reversed().stream().limit(limit).toList();
  }

  /** Of one account, oldest first. */
  public List<Publication> of(Platform platform, String account) {
    return byOwner.getOrDefault(new Owner(platform, account), List.of());
  }

  public Optional<Publication> ofContainer(String containerId) {
    return Optional.ofNullable(byContainer.get(containerId));
  }

  public Optional<Publication> withRemoteId(String remoteId) {
    return Optional.ofNullable(byRemoteId.get(remoteId));
  }

  public Optional<Publication> withShortcode(String shortcode) {
    return Optional.ofNullable(byShortcode.get(shortcode));
  }

  @Override
  public Class<Publication> facts() {
    return Publication.class;
  }

  @Override
  public void apply(Publication publication) {
    all.add(publication);
    byOwner
        .computeIfAbsent(
            new Owner(publication.platform(), publication.account()), owner -> new ArrayList<>())
        .add(publication);
    byContainer.put(publication.containerId(), publication);
    byRemoteId.put(publication.remoteId(), publication);
    byShortcode.put(publication.shortcode(), publication);
  }

  @Override
  public void clear() {
    all.clear();
    byOwner.clear();
    byContainer.clear();
    byRemoteId.clear();
    byShortcode.clear();
  }
}
