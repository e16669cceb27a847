package com.postpilot.sandbox.tiktok.posting;

import com.postpilot.sandbox.journal.Chapter;
import com.postpilot.sandbox.tiktok.posting.PostingFact.ChunkStored;
import com.postpilot.sandbox.tiktok.posting.PostingFact.MediaReceived;
import com.postpilot.sandbox.tiktok.posting.PostingFact.PostBegun;
import com.postpilot.sandbox.tiktok.posting.PostingFact.PostCancelled;
import com.postpilot.sandbox.tiktok.posting.PostingFact.PostPulled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** All posts that were ever begun. */
@Component
class Posts implements Chapter<PostingFact> {

  private static final Duration DAY = Duration.ofDays(1);

  private final Map<String, PostProgress> all = new HashMap<>();
  private final Map<String, PostProgress> byUpload = new HashMap<>();
  private final Map<String, List<PostProgress>> byCreator = new HashMap<>();
  private final Set<PostProgress> processing = new LinkedHashSet<>();

  Optional<PostProgress> find(String publishId) {
    return Optional.ofNullable(all.get(publishId));
  }

  Optional<PostProgress> withUpload(String uploadId) {
    return Optional.ofNullable(byUpload.get(uploadId));
  }

  /** The posts whose media are here and whose end was not told yet. */
  Collection<PostProgress> processing() {
    return processing;
  }

  /** How many posts of the creator came through in the last day, or still may. */
  long countOfDay(String openId, Instant now) {
    return byCreator.getOrDefault(openId, List.of()).stream()
        .filter(post -> post.countsSince(now.minus(DAY)))
        .count();
  }

  /** Other creators for whom the app posted in the last day. */
  long countOtherCreatorsOfDay(String openId, Instant now) {
    return byCreator.keySet().stream()
        .filter(other -> !other.equals(openId) && countOfDay(other, now) > 0)
        .count();
  }

  @Override
  public Class<PostingFact> facts() {
    return PostingFact.class;
  }

  @Override
  public void apply(PostingFact fact) {
    switch (fact) {
      case PostBegun(var post) -> begin(post);
      case ChunkStored(var publishId, var bytes) -> known(publishId).store(bytes);
      case MediaReceived(var publishId, var receipt) -> receive(known(publishId), receipt);
      case PostPulled(var post, var receipt) -> receive(begin(post), receipt);
      case PostCancelled(var publishId) -> {
        known(publishId).cancel();
        processing.remove(known(publishId));
      }
    }
  }

  private PostProgress begin(Post post) {
    var progress = new PostProgress(post);
    all.put(post.publishId(), progress);
    if (post.uploadId() != null) {
      byUpload.put(post.uploadId(), progress);
    }
    byCreator.computeIfAbsent(post.creator().openId(), creator -> new ArrayList<>()).add(progress);
    return progress;
  }

  private void receive(PostProgress progress, Receipt receipt) {
    progress.receive(receipt);
    processing.add(progress);
  }

  private PostProgress known(String publishId) {
    return Objects.requireNonNull(all.get(publishId), publishId);
  }

  @Override
  public void clear() {
    all.clear();
    byUpload.clear();
    byCreator.clear();
    processing.clear();
  }
}
