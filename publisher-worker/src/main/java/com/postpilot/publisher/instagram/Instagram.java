package com.postpilot.publisher.instagram;

import com.postpilot.common.contract.MediaKind;
import com.postpilot.common.contract.Platform;
import com.postpilot.common.contract.PostDue;
import com.postpilot.publisher.graph.GraphCalls;
import com.postpilot.publisher.graph.GraphClient;
import com.postpilot.publisher.graph.GraphPosts;
import com.postpilot.publisher.ledger.Claim;
import com.postpilot.publisher.ledger.Step;
import com.postpilot.publisher.ledger.StepKind;
import com.postpilot.publisher.media.MediaUrls;
import com.postpilot.publisher.platform.ErrorCatalogue;
import com.postpilot.publisher.platform.Evidence;
import com.postpilot.publisher.platform.Made;
import com.postpilot.publisher.platform.PlatformError;
import com.postpilot.publisher.platform.Prepared;
import com.postpilot.publisher.platform.Progress;
import com.postpilot.publisher.platform.Reply;
import com.postpilot.publisher.platform.SocialPlatform;
import com.postpilot.publisher.platform.StepLog;
import com.postpilot.publisher.token.AccountToken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Container, poll, publish. A container is published at most once, so its status tells for certain
 * whether a lost {@code media_publish} worked.
 */
@Component
class Instagram implements SocialPlatform {
  static final ErrorCatalogue ERRORS =
      new ErrorCatalogue(Platform.INSTAGRAM, GraphClient.class, Instagram.class);

  /** Instagram lets a container expire after 24 hours. */
  private static final Duration CONTAINER_LIFE = Duration.ofHours(23);

  /** Meta advises to stop polling for pictures after five minutes. */
  private static final Duration PICTURES_TAKE = Duration.ofMinutes(5);

  /** A quarter of an hour of video is fetched and converted in less. */
  private static final Duration VIDEOS_TAKE = Duration.ofMinutes(45);

  private static final Pattern SUBCODE = Pattern.compile("22\\d{5}");

  private final GraphClient graph;
  private final MediaUrls media;
  private final StepLog steps;
  private final PublishingQuota quota;

  Instagram(
      GraphCalls calls,
      InstagramProperties properties,
      MediaUrls media,
      StepLog steps,
      PublishingQuota quota) {
    this.graph =
        calls.to(Platform.INSTAGRAM, ERRORS, properties.graphBaseUrl(), properties.apiVersion());
    this.media = media;
    this.steps = steps;
    this.quota = quota;
  }

  @Override
  public Platform platform() {
    return Platform.INSTAGRAM;
  }

  @Override
  public ErrorCatalogue errors() {
    return ERRORS;
  }

  @Override
  public Progress publish(Claim claim, AccountToken.Usable token, Predicate<String> taken) {
    return sentBefore(claim, token)
        .orElseGet(
            () -> container(claim, token).then(ready -> publishWhenReady(claim, token, ready)));
  }

  /**
   * Looks at every container that an earlier attempt sent to be published. Whatever the answer was
   * then, one that is PUBLISHED now is this post, and nothing more is sent.
   *
   * @return empty if none is live and publishing may go on
   */
  private Optional<Progress> sentBefore(Claim claim, AccountToken.Usable token) {
    return claim
        .sent(StepKind.PUBLISH)
        .flatMap(
            sent ->
                status(sent.requestHash(), token)
                    .found(
                        Platform.INSTAGRAM,
                        Instagram::gone,
                        status ->
                            status.code().equals("PUBLISHED")
                                ? Optional.of(new Progress.Live(sent.no(), null))
                                : Optional.empty())
                    .stream())
        .findFirst();
  }

  private static PlatformError noAnswer() {
    return PlatformError.noAnswer(Platform.INSTAGRAM);
  }

  /** A container's; on ERROR the text tells why. */
  private record Status(String code, String text) {}

  private Reply<Status> status(String container, AccountToken.Usable token) {
    return graph
        .get(container, token, Map.of("fields", "status_code,status"))
        .then(
            answer ->
                new Reply.Ok<>(
                    new Status(
                        answer.path("status_code").asString(""),
                        answer.path("status").asString(""))));
  }

  /** Whether Instagram knows no such container any more. */
  private static boolean gone(PlatformError error) {
    return error.code().equals("100/33")
        || error.code().equals("24/2207006")
        || error.code().equals("24/2207008");
  }

  private Progress publishWhenReady(
      Claim claim, AccountToken.Usable token, Prepared.Ready container) {
    return unready(claim, token, container)
        .orElseGet(() -> publish(claim, token, container.made().id()));
  }

  /** What keeps a container from being used, or empty if it is ready. */
  private Optional<Progress> unready(
      Claim claim, AccountToken.Usable token, Prepared.Ready container) {
    return switch (status(container.made().id(), token)) {
      case Reply.Refused<Status>(var error) -> Optional.of(new Progress.Refused(error));
      case Reply.Lost<Status> _ -> Optional.of(new Progress.Refused(noAnswer()));
      case Reply.Ok<Status>(var status) ->
          switch (status.code()) {
            case "FINISHED" -> Optional.empty();
            // In the moment between two looks; the next attempt finds it.
            case "PUBLISHED" -> Optional.of(new Progress.Refused(noAnswer()));
            case "ERROR" -> Optional.of(new Progress.Refused(failed(status.text())));
            case "EXPIRED" -> Optional.of(new Progress.Refused(ERRORS.of("-2/2207020")));
            default -> Optional.of(stillPreparing(claim, container.since()));
          };
    };
  }

  private Progress publish(Claim claim, AccountToken.Usable token, String container) {
    var spent = quota.spent(graph, token);
    if (spent.isPresent()) {
      return new Progress.Refused(spent.get());
    }
    var sent =
        steps.publish(
            claim,
            StepKind.PUBLISH,
            container,
            () ->
                graph.create(
                    token.externalId() + "/media_publish",
                    token,
                    Map.of("creation_id", container)));
    return sent instanceof Progress.Refused(var error)
        ? new Progress.Refused(quota.explain(error, graph, token))
        : sent;
  }

  private static Progress stillPreparing(Claim claim, Instant since) {
    boolean video =
        claim.publication().media().stream().anyMatch(item -> item.kind() == MediaKind.VIDEO);
    return since.plus(video ? VIDEOS_TAKE : PICTURES_TAKE).isBefore(claim.claimedAt())
        ? new Progress.Refused(ERRORS.of("-1/2207053"))
        : new Progress.NotReady(pause(since, claim.claimedAt(), video), "the media");
  }

  /** The longer it takes, the longer the pauses: Meta counts polls as calls. */
  private static Duration pause(Instant since, Instant now, boolean video) {
    long tenth = Duration.between(since, now).toMillis() / 10;
    return Duration.ofMillis(Math.clamp(tenth, video ? 1_000 : 500, video ? 60_000 : 10_000));
  }

  private Prepared container(Claim claim, AccountToken.Usable token) {
    var items = claim.publication().media();
    if (items.size() > 1) {
      return carousel(claim, token);
    }
    var parameters = item(items.getFirst(), "REELS");
    parameters.put("caption", claim.publication().text());
    return prepare(
        claim, token, StepKind.CONTAINER, 0, claim.publication().contentHash(), parameters);
  }

  private Prepared carousel(Claim claim, AccountToken.Usable token) {
    var items = claim.publication().media();
    var children = new ArrayList<Prepared.Ready>();
    for (int position = 0; position < items.size(); position++) {
      var item = items.get(position);
      var parameters = item(item, "VIDEO");
      parameters.put("is_carousel_item", "true");
      switch (prepare(claim, token, StepKind.CHILD, position, item.sha256(), parameters)) {
        case Prepared.Ready child -> children.add(child);
        case Prepared.Stopped(var why) -> {
          return new Prepared.Stopped(about(position, items.size(), why));
        }
      }
    }
    var ids = children.stream().map(child -> child.made().id()).collect(Collectors.joining(","));
    var hash = claim.publication().contentHash() + " " + ids;
    if (steps.done(claim, StepKind.CONTAINER, 0, hash).isEmpty()) {
      for (int position = 0; position < items.size(); position++) {
        if (items.get(position).kind() == MediaKind.VIDEO) { // pictures are ready at once
          var why = unready(claim, token, children.get(position));
          if (why.isPresent()) {
            return new Prepared.Stopped(about(position, items.size(), why.get()));
          }
        }
      }
    }
    return prepare(
        claim,
        token,
        StepKind.CONTAINER,
        0,
        hash,
        Map.of("media_type", "CAROUSEL", "children", ids, "caption", claim.publication().text()));
  }

  /** A refusal of one of several media says which. */
  private static Progress about(int position, int count, Progress why) {
    return why instanceof Progress.Refused(var error)
        ? new Progress.Refused(error.about("Item %d of %d".formatted(position + 1, count)))
        : why;
  }

  private Map<String, String> item(PostDue.Media item, String videoType) {
    var parameters = new LinkedHashMap<String, String>();
    var url = media.sign(item.key()).toString();
    switch (item.kind()) {
      case IMAGE -> {
        parameters.put("image_url", url);
        if (item.altText() != null) {
          parameters.put("alt_text", item.altText());
        }
      }
      case VIDEO -> {
        parameters.put("media_type", videoType);
        parameters.put("video_url", url);
      }
    }
    return parameters;
  }

  private Prepared prepare(
      Claim claim,
      AccountToken.Usable token,
      StepKind kind,
      int position,
      String requestHash,
      Map<String, String> parameters) {
    return steps.prepare(
        claim,
        kind,
        position,
        requestHash,
        CONTAINER_LIFE,
        () ->
            graph
                .create(token.externalId() + "/media", token, parameters)
                .then(id -> new Reply.Ok<>(new Made(id))));
  }

  /** A container's status text carries the subcode of what went wrong. */
  private static PlatformError failed(String status) {
    var subcode = SUBCODE.matcher(status);
    return subcode.find() ? ERRORS.ofSubcode(subcode.group()) : ERRORS.of("-1/2207053");
  }

  @Override
  public Evidence lookUp(
      Claim claim, Step unsettled, AccountToken.Usable token, Predicate<String> taken) {
    var reply = status(unsettled.requestHash(), token);
    if (reply instanceof Reply.Refused<Status>(var error) && gone(error)) {
      // Where the container is gone, the account's own posts are what is left to ask.
      return find(unsettled, token, taken)
          .evidence(
              found ->
                  found
                      .<Evidence>map(details -> new Evidence.Live(details.remoteId()))
                      .orElseGet(
                          () ->
                              new Evidence.NoTrace(
                                  "The container is gone and no post has its text.")));
    }
    return reply.evidence(
        status ->
            switch (status.code()) {
              case "PUBLISHED" -> new Evidence.Live(publishedId(unsettled, token, taken));
              case "FINISHED", "IN_PROGRESS", "ERROR", "EXPIRED" ->
                  new Evidence.NoTrace("The container is " + status.code() + ", not PUBLISHED.");
              default -> new Evidence.Unclear("The container has no status.");
            });
  }

  private @Nullable String publishedId(
      Step sent, AccountToken.Usable token, Predicate<String> taken) {
    return find(sent, token, taken) instanceof Reply.Ok<Optional<Details>>(var found)
        ? found.map(Details::remoteId).orElse(null)
        : null;
  }

  @Override
  public Optional<Details> details(
      Step sent, @Nullable String remoteId, AccountToken.Usable token, Predicate<String> taken) {
    if (remoteId == null) {
      return find(sent, token, taken) instanceof Reply.Ok<Optional<Details>>(var found)
          ? found
          : Optional.empty();
    }
    return graph.get(remoteId, token, Map.of("fields", "id,permalink"))
            instanceof Reply.Ok<JsonNode>(var answer)
        ? Optional.of(new Details(remoteId, answer.path("permalink").asString(null)))
        : Optional.empty();
  }

  /** The oldest post of the account with this caption that was made since and is nobody else's. */
  private Reply<Optional<Details>> find(
      Step sent, AccountToken.Usable token, Predicate<String> taken) {
    var text = sent.sentText();
    return graph
        .get(
            token.externalId() + "/media",
            token,
            Map.of(
                "fields",
                "id,caption,timestamp,permalink",
                "limit",
                Integer.toString(GraphPosts.PAGE)))
        .then(
            answer ->
                new GraphPosts(answer, "timestamp", "permalink")
                    .oldestSince(
                        sent.startedAt(),
                        post ->
                            GraphPosts.says(post, "caption", text)
                                && !taken.test(post.path("id").asString(""))));
  }
}
