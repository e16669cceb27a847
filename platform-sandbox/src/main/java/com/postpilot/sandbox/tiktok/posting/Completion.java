package com.postpilot.sandbox.tiktok.posting;

import com.postpilot.sandbox.clock.SandboxClock;
import com.postpilot.sandbox.journal.Journal;
import com.postpilot.sandbox.limit.CurrentLimits;
import com.postpilot.sandbox.publication.Publication;
import com.postpilot.sandbox.publication.Publications;
import com.postpilot.sandbox.traffic.Platform;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Lets posts appear when their processing ends, whether or not anybody asks for them. */
@Component
class Completion {

  @Configuration(proxyBeanMethods = false)
  @EnableScheduling
  static class Schedule {}

  private final Posts posts;
  private final Publications publications;
  private final Posting posting;
  private final Journal journal;
  private final SandboxClock clock;
  private final CurrentLimits limits;

  Completion(
      Posts posts,
      Publications publications,
      Posting posting,
      Journal journal,
      SandboxClock clock,
      CurrentLimits limits) {
    this.posts = posts;
    this.publications = publications;
    this.posting = posting;
    this.journal = journal;
    this.clock = clock;
    this.limits = limits;
  }

  /** Brings all posts up to now; whoever reads about them calls it first. */
  @Scheduled(fixedDelay = 50)
  void catchUp() {
    journal.exclusively(
        () -> {
          if (!posts.processing().isEmpty()) {
            due(clock.instant()).forEach(this::complete);
          }
        });
  }

  private List<PostProgress> due(Instant now) {
    return posts.processing().stream()
        .filter(progress -> progress.receipt().orElseThrow().isReadyAt(now))
        .sorted(Comparator.comparing(progress -> progress.receipt().orElseThrow().readyAt()))
        .toList();
  }

  private void complete(PostProgress progress) {
    var receipt = progress.receipt().orElseThrow();
    if (receipt.failure() == null && publications.madeOf(progress.post().publishId()).isEmpty()) {
      journal.append(publication(progress.post(), receipt));
    }
    posts.processing().remove(progress);
  }

  private Publication publication(Post post, Receipt receipt) {
    var id = freeVideoId();
    return new Publication(
        Platform.TIKTOK,
        post.creator().openId(),
        post.creator().handle(),
        id,
        post.publishId(),
        "%s/%s/%s".formatted(post.creator().profilePath(), post.kind().pathName(), id),
        post.caption(),
        null,
        post.privacy().audience(),
        receipt.media().size(),
        receipt.media(),
        post.begunAt(),
        receipt.readyAt(),
        receipt.readyAt().plusMillis(limits.tiktok().moderationMs()).plus(post.lag()));
  }

  private String freeVideoId() {
    String id;
    do {
      id = Long.toString(posting.number());
    } while (publications.withRemoteId(id).isPresent());
    return id;
  }
}
