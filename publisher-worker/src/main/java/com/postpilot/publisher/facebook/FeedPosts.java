package com.postpilot.publisher.facebook;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.contract.PostDue;
import com.postpilot.publisher.graph.GraphCalls;
import com.postpilot.publisher.graph.GraphClient;
import com.postpilot.publisher.graph.GraphPosts;
import com.postpilot.publisher.ledger.Claim;
import com.postpilot.publisher.ledger.Publication;
import com.postpilot.publisher.ledger.Step;
import com.postpilot.publisher.ledger.StepKind;
import com.postpilot.publisher.media.MediaUrls;
import com.postpilot.publisher.platform.Evidence;
import com.postpilot.publisher.platform.Made;
import com.postpilot.publisher.platform.Prepared;
import com.postpilot.publisher.platform.Progress;
import com.postpilot.publisher.platform.Reply;
import com.postpilot.publisher.platform.SocialPlatform.Details;
import com.postpilot.publisher.platform.StepLog;
import com.postpilot.publisher.token.AccountToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Photos are staged unpublished, one as well as several; the post that shows them comes last.
 * Facebook has no key that would keep it from being made twice: after a lost answer the Page's own
 * posts are what tells.
 */
@Component
class FeedPosts {
  /** Staged photos that no post uses vanish after about a day. */
  private static final Duration PHOTO_LIFE = Duration.ofHours(20);

  private final GraphClient graph;
  private final MediaUrls media;
  private final StepLog steps;
  private final String clientId;

  FeedPosts(GraphCalls calls, FacebookProperties facebook, MediaUrls media, StepLog steps) {
    this.graph =
        calls.to(
            Platform.FACEBOOK, Facebook.ERRORS, facebook.graphBaseUrl(), facebook.apiVersion());
    this.media = media;
    this.steps = steps;
    this.clientId = facebook.clientId();
  }

  Progress publish(Claim claim, AccountToken.Usable token, Predicate<String> taken) {
    var late = lateComer(claim, token, taken);
    return late.isPresent() ? late.get() : stageAndPost(claim, token);
  }

  /**
   * A post that an earlier attempt sent, that was taken for lost, and that shows after all.
   *
   * @return empty if there is none and publishing may go on
   */
  private Optional<Progress> lateComer(
      Claim claim, AccountToken.Usable token, Predicate<String> taken) {
    return claim
        .sent(StepKind.FEED)
        .filter(sent -> sent.outcome() == Step.Outcome.ABSENT)
        .flatMap(
            sent ->
                find(sent, token, taken)
                    .found(
                        Platform.FACEBOOK,
                        found ->
                            found.<Progress>map(
                                post -> new Progress.Live(sent.no(), post.remoteId())))
                    .stream())
        .findFirst();
  }

  private Progress stageAndPost(Claim claim, AccountToken.Usable token) {
    var items = claim.publication().media();
    var photos = new ArrayList<String>();
    for (int position = 0; position < items.size(); position++) {
      switch (stage(claim, token, position, items.get(position))) {
        case Prepared.Ready(Made photo, var _) -> photos.add(photo.id());
        case Prepared.Stopped(Progress.Refused(var error)) when items.size() > 1 -> {
          return new Progress.Refused(
              error.about("Picture %d of %d".formatted(position + 1, items.size())));
        }
        case Prepared.Stopped(var why) -> {
          return why;
        }
      }
    }
    return steps.publish(
        claim,
        StepKind.FEED,
        claim.publication().contentHash(),
        () -> graph.create(token.externalId() + "/feed", token, post(claim.publication(), photos)));
  }

  private Prepared stage(
      Claim claim, AccountToken.Usable token, int position, PostDue.Media photo) {
    return steps.prepare(
        claim,
        StepKind.PHOTO,
        position,
        photo.sha256(),
        PHOTO_LIFE,
        () ->
            graph
                .create(
                    token.externalId() + "/photos",
                    token,
                    Map.of("url", media.sign(photo.key()).toString(), "published", "false"))
                .then(id -> new Reply.Ok<>(new Made(id))));
  }

  private static Map<String, String> post(Publication publication, List<String> photos) {
    var parameters = new LinkedHashMap<String, String>();
    if (!publication.text().isBlank()) {
      parameters.put("message", publication.text());
    }
    if (publication.options().get("link") instanceof String link) {
      parameters.put("link", link);
    }
    if (!photos.isEmpty()) {
      parameters.put(
          "attached_media",
          photos.stream()
              .map("{\"media_fbid\":\"%s\"}"::formatted)
              .collect(Collectors.joining(",", "[", "]")));
    }
    return parameters;
  }

  Evidence lookUp(Step unsettled, AccountToken.Usable token, Predicate<String> taken) {
    return find(unsettled, token, taken)
        .evidence(
            found ->
                found
                    .<Evidence>map(post -> new Evidence.Live(post.remoteId()))
                    .orElseGet(() -> new Evidence.NoTrace("No post of the Page has its text.")));
  }

  Optional<Details> details(
      Step sent, @Nullable String remoteId, AccountToken.Usable token, Predicate<String> taken) {
    if (remoteId == null) {
      return find(sent, token, taken) instanceof Reply.Ok<Optional<Details>>(var found)
          ? found
          : Optional.empty();
    }
    return graph.get(remoteId, token, Map.of("fields", "id,permalink_url"))
            instanceof Reply.Ok<JsonNode>(var answer)
        ? Optional.of(new Details(remoteId, answer.path("permalink_url").asString(null)))
        : Optional.empty();
  }

  /** The oldest post with this text that we made since and that is no other publication's. */
  private Reply<Optional<Details>> find(
      Step sent, AccountToken.Usable token, Predicate<String> taken) {
    var since = sent.startedAt().minus(GraphPosts.CLOCK_SKEW);
    return graph
        .get(
            token.externalId() + "/published_posts",
            token,
            Map.of(
                "fields",
                "id,message,created_time,permalink_url,application{id}",
                "since",
                Long.toString(since.getEpochSecond()),
                "limit",
                Integer.toString(GraphPosts.PAGE)))
        .then(answer -> find(answer, sent, taken));
  }

  private Reply<Optional<Details>> find(JsonNode answer, Step sent, Predicate<String> taken) {
    var posts = new GraphPosts(answer, "created_time", "permalink_url");
    Predicate<JsonNode> same =
        post ->
            GraphPosts.says(post, "message", sent.sentText())
                && !taken.test(post.path("id").asString(""));
    return posts
        .oldestSince(sent.startedAt(), same.and(post -> clientId.equals(application(post))))
        .then(
            ours ->
                ours.isEmpty() && anybodys(posts, sent, same)
                    ? new Reply.Lost<>("A post with its text does not say who made it.")
                    : new Reply.Ok<>(ours));
  }

  private static boolean anybodys(GraphPosts posts, Step sent, Predicate<JsonNode> same) {
    return posts.oldestSince(sent.startedAt(), same.and(post -> application(post).isEmpty()))
            instanceof Reply.Ok<Optional<Details>>(var found)
        && found.isPresent();
  }

  private static String application(JsonNode post) {
    return post.path("application").path("id").asString("");
  }
}
