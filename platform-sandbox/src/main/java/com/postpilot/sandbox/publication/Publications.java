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
  private final Map<String, Publication> bySource = new HashMap<>();
  private final Map<String, Publication> byRemoteId = new HashMap<>();
  private final Map<String, Publication> byPath = new HashMap<>();

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

  public Optional<Publication> madeOf(String sourceId) {
    return Optional.ofNullable(bySource.get(sourceId));
  }

  public Optional<Publication> withRemoteId(String remoteId) {
    return Optional.ofNullable(byRemoteId.get(remoteId));
  }

  public Optional<Publication> at(String path) {
    return Optional.ofNullable(byPath.get(path));
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
    if (publication.sourceId() != null) {
      bySource.put(publication.sourceId(), publication);
    }
    byRemoteId.put(publication.remoteId(), publication);
    byPath.put(publication.path(), publication);
  }

  @Override
  public void clear() {
    all.clear();
    byOwner.clear();
    bySource.clear();
    byRemoteId.clear();
    byPath.clear();
  }
}
