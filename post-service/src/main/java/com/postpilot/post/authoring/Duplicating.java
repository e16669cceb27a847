package com.postpilot.post.authoring;

import com.postpilot.common.idempotency.Idempotency;
import com.postpilot.common.security.Caller;
import com.postpilot.common.web.Problem;
import com.postpilot.post.account.Accounts;
import com.postpilot.post.quota.PostQuota;
import com.postpilot.post.reading.PostReader;
import com.postpilot.post.reading.PostResource;
import com.postpilot.post.timeline.Timeline;
import com.postpilot.post.timeline.TimelineKind;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Makes a new draft of what a post says: for the same accounts, without its time and its fate. */
@Component
class Duplicating {
  /** Given for one publication; not for its copies. */
  private static final String CONSENT = "consent_at";

  private final Posts posts;
  private final Accounts accounts;
  private final Ingredients ingredients;
  private final PostQuota quota;
  private final PostReader reader;
  private final Timeline timeline;
  private final Idempotency idempotency;
  private final Clock clock;

  Duplicating(
      Posts posts,
      Accounts accounts,
      Ingredients ingredients,
      PostQuota quota,
      PostReader reader,
      Timeline timeline,
      Idempotency idempotency,
      Clock clock) {
    this.posts = posts;
    this.accounts = accounts;
    this.ingredients = ingredients;
    this.quota = quota;
    this.reader = reader;
    this.timeline = timeline;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  PostResource duplicate(Caller caller, UUID postId) {
    var workspaceId = caller.workspaceId();
    return idempotency.once(
        HttpStatus.CREATED,
        PostHeaders::ofNew,
        () -> {
          var known = accounts.of(workspaceId, postId);
          var original =
              posts
                  .find(workspaceId, postId)
                  .filter(found -> !found.deleted())
                  .orElseThrow(() -> Problem.notFound("post", postId));
          var copy = new Post(workspaceId, caller.userId(), clock.instant());
          copy.write(original.caption(), original.hashtags(), original.mediaIds());
          for (var target : original.targets()) {
            var account = Objects.requireNonNull(known.get(target.accountId()));
            var options = new HashMap<>(target.options());
            options.remove(CONSENT);
            var twin = copy.add(account, target.caption());
            twin.write(target.caption(), options, caller.userId());
            twin.show(target.mediaIds());
          }
          copy.render(ingredients.renditions(copy));
          posts.save(copy);
          timeline.add(
              workspaceId,
              copy.id(),
              null,
              TimelineKind.CREATED,
              "Written as a draft, after another post.",
              Map.of("original_id", postId));
          quota.use(workspaceId);
          posts.flush();
          return reader.read(workspaceId, copy.id());
        });
  }
}
