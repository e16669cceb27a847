package com.postpilot.publisher.instagram;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.contract.PostDue;
import com.postpilot.publisher.ledger.Claim;
import com.postpilot.publisher.ledger.Step;
import com.postpilot.publisher.ledger.StepKind;
import com.postpilot.publisher.media.MediaUrls;
import com.postpilot.publisher.platform.Evidence;
import com.postpilot.publisher.platform.PlatformError;
import com.postpilot.publisher.platform.Progress;
import com.postpilot.publisher.platform.Reply;
import com.postpilot.publisher.platform.SocialPlatform;
import com.postpilot.publisher.platform.StepLog;
import com.postpilot.publisher.token.AccountToken;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Container, poll, publish. A container is published at most once, so its status tells for certain
 * whether a lost {@code media_publish} worked.
 */
@Component
class Instagram implements SocialPlatform {
  /** Instagram lets a container expire after 24 hours. */
  private static final Duration CONTAINER_LIFE = Duration.ofHours(23);

  /** Meta advises to stop polling after five minutes. */
  private static final Duration PREPARATION = Duration.ofMinutes(5);

  /** How far the platform's clock may be behind ours. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(2);

  /** Posts of an account that are looked at. */
  private static final int PAGE = 50;

  private static final DateTimeFormatter GRAPH_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXX");

  private final InstagramClient client;
  private final MediaUrls media;
  private final StepLog steps;

  Instagram(InstagramClient client, MediaUrls media, StepLog steps) {
    this.client = client;
    this.media = media;
    this.steps = steps;
  }

  @Override
  public Platform platform() {
    return Platform.INSTAGRAM;
  }

  private sealed interface Prepared {
    record Container(String id, Instant since) implements Prepared {}

    record Stopped(Progress progress) implements Prepared {}
  }

  @Override
  public Progress publish(Claim claim, AccountToken.Usable token) {
    return sentBefore(claim, token)
        .orElseGet(
            () ->
                switch (container(claim, token)) {
                  case Prepared.Stopped(var progress) -> progress;
                  case Prepared.Container(var id, var since) ->
                      publishWhenReady(claim, token, id, since);
                });
  }

  /**
   * Looks at every container that an earlier attempt sent to be published. Whatever the answer was
   * then, one that is PUBLISHED now is this post, and nothing more is sent.
   *
   * @return empty if none is live and publishing may go on
   */
  private Optional<Progress> sentBefore(Claim claim, AccountToken.Usable token) {
    for (var sent : claim.steps()) {
      if (sent.kind() == StepKind.PUBLISH) {
        switch (status(sent.requestHash(), token)) {
          case Reply.Ok<String>(var status) when status.equals("PUBLISHED") -> {
            return Optional.of(new Progress.Live(sent.no(), null));
          }
          case Reply.Ok<String> _ -> {}
          case Reply.Refused<String>(var error) when gone(error) -> {}
          case Reply.Refused<String>(var error) -> {
            return Optional.of(new Progress.Refused(error));
          }
          case Reply.Lost<String> _ -> {
            return Optional.of(new Progress.Refused(InstagramErrors.noAnswer()));
          }
        }
      }
    }
    return Optional.empty();
  }

  private Reply<String> status(String container, AccountToken.Usable token) {
    return switch (client.get(container, token.accessToken(), Map.of("fields", "status_code"))) {
      case Reply.Ok<JsonNode>(var answer) ->
          new Reply.Ok<>(answer.path("status_code").asString(""));
      case Reply.Refused<JsonNode>(var error) -> new Reply.Refused<>(error);
      case Reply.Lost<JsonNode>(var why) -> new Reply.Lost<>(why);
    };
  }

  /** Whether Instagram knows no such container any more. */
  private static boolean gone(PlatformError error) {
    return error.code().equals("100/33")
        || error.code().equals("24/2207006")
        || error.code().equals("24/2207008");
  }

  private Progress publishWhenReady(
      Claim claim, AccountToken.Usable token, String container, Instant since) {
    return switch (client.get(
        container, token.accessToken(), Map.of("fields", "status_code,status"))) {
      case Reply.Refused<JsonNode>(var error) -> new Progress.Refused(error);
      case Reply.Lost<JsonNode> _ -> new Progress.Refused(InstagramErrors.noAnswer());
      case Reply.Ok<JsonNode>(var answer) ->
          switch (answer.path("status_code").asString("")) {
            case "FINISHED" ->
                steps.sendVisible(
                    claim,
                    StepKind.PUBLISH,
                    container,
                    () ->
                        client.create(
                            token.externalId() + "/media_publish",
                            token.accessToken(),
                            Map.of("creation_id", container)));
            // In the moment between two looks; the next attempt finds it.
            case "PUBLISHED" -> new Progress.Refused(InstagramErrors.noAnswer());
            case "ERROR" -> new Progress.Refused(failed(answer.path("status").asString("")));
            case "EXPIRED" -> new Progress.Refused(InstagramErrors.of(-2, 2207020, false, null));
            default ->
                since.plus(PREPARATION).isBefore(claim.claimedAt())
                    ? new Progress.Refused(InstagramErrors.of(-1, 2207053, false, null))
                    : new Progress.NotReady(pause(since, claim.claimedAt()), "the media");
          };
    };
  }

  /** The longer it takes, the longer the pauses: half a second at first, ten at last. */
  private static Duration pause(Instant since, Instant now) {
    long tenth = Duration.between(since, now).toMillis() / 10;
    return Duration.ofMillis(Math.clamp(tenth, 500, 10_000));
  }

  private Prepared container(Claim claim, AccountToken.Usable token) {
    var items = claim.publication().media();
    if (items.size() == 1) {
      var parameters = picture(items.getFirst());
      parameters.put("caption", claim.publication().text());
      return prepare(
          claim, token, StepKind.CONTAINER, 0, claim.publication().contentHash(), parameters);
    }
    var children = new ArrayList<String>();
    for (int position = 0; position < items.size(); position++) {
      var item = items.get(position);
      var parameters = picture(item);
      parameters.put("is_carousel_item", "true");
      switch (prepare(claim, token, StepKind.CHILD, position, item.sha256(), parameters)) {
        case Prepared.Container(var id, var _) -> children.add(id);
        case Prepared.Stopped stopped -> {
          return stopped;
        }
      }
    }
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("media_type", "CAROUSEL");
    parameters.put("children", String.join(",", children));
    parameters.put("caption", claim.publication().text());
    return prepare(
        claim,
        token,
        StepKind.CONTAINER,
        0,
        claim.publication().contentHash() + " " + String.join(",", children),
        parameters);
  }

  private Map<String, String> picture(PostDue.Media item) {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("image_url", media.sign(item.key()).toString());
    if (item.altText() != null) {
      parameters.put("alt_text", item.altText());
    }
    return parameters;
  }

  /** The container that an earlier attempt made for the same request, or a new one. */
  private Prepared prepare(
      Claim claim,
      AccountToken.Usable token,
      StepKind kind,
      int position,
      String requestHash,
      Map<String, String> parameters) {
    var earlier =
        steps
            .done(claim, kind, position, requestHash)
            .filter(step -> step.startedAt().plus(CONTAINER_LIFE).isAfter(claim.claimedAt()));
    if (earlier.isPresent() && earlier.get().remoteId() != null) {
      return new Prepared.Container(earlier.get().remoteId(), earlier.get().startedAt());
    }
    var reply =
        steps.prepare(
            claim,
            kind,
            position,
            requestHash,
            () -> client.create(token.externalId() + "/media", token.accessToken(), parameters));
    return switch (reply) {
      case Reply.Ok<String>(var id) -> new Prepared.Container(id, claim.claimedAt());
      case Reply.Refused<String>(var error) -> new Prepared.Stopped(new Progress.Refused(error));
      case Reply.Lost<String> _ ->
          new Prepared.Stopped(new Progress.Refused(InstagramErrors.noAnswer()));
    };
  }

  /** A container's status text carries the subcode of what went wrong. */
  private static PlatformError failed(String status) {
    var subcode = status.replaceAll(".*?(22\\d{5}).*", "$1");
    return switch (subcode) {
      case "2207026" -> InstagramErrors.of(352, 2207026, false, null);
      case "2207004" -> InstagramErrors.of(36000, 2207004, false, null);
      case "2207005" -> InstagramErrors.of(36001, 2207005, false, null);
      case "2207009" -> InstagramErrors.of(36003, 2207009, false, null);
      case "2207010" -> InstagramErrors.of(36004, 2207010, false, null);
      case "2207052" -> InstagramErrors.of(9004, 2207052, false, null);
      default -> InstagramErrors.of(-1, 2207053, false, null);
    };
  }

  @Override
  public Evidence lookUp(
      Claim claim, Step unsettled, AccountToken.Usable token, Predicate<String> taken) {
    return switch (status(unsettled.requestHash(), token)) {
      case Reply.Refused<String>(var error) when gone(error) -> listed(unsettled, token, taken);
      case Reply.Refused<String>(var error) -> new Evidence.Refused(error);
      case Reply.Lost<String>(var why) -> new Evidence.Unclear(why);
      case Reply.Ok<String>(var status) ->
          switch (status) {
            case "PUBLISHED" ->
                new Evidence.Live(
                    find(sentText(unsettled), unsettled.startedAt(), token, taken)
                            instanceof Reply.Ok<Optional<Details>>(var found)
                        ? found.map(Details::remoteId).orElse(null)
                        : null);
            case "FINISHED", "IN_PROGRESS", "ERROR", "EXPIRED" ->
                new Evidence.NoTrace("The container is " + status + ", not PUBLISHED.");
            default -> new Evidence.Unclear("The container has no status.");
          };
    };
  }

  private static String sentText(Step visible) {
    return Objects.requireNonNull(visible.text(), "a visible step has a text");
  }

  /** Where the container is gone, the account's own posts are what is left to ask. */
  private Evidence listed(Step unsettled, AccountToken.Usable token, Predicate<String> taken) {
    return switch (find(sentText(unsettled), unsettled.startedAt(), token, taken)) {
      case Reply.Ok<Optional<Details>>(var found) ->
          found
              .<Evidence>map(details -> new Evidence.Live(details.remoteId()))
              .orElseGet(
                  () -> new Evidence.NoTrace("The container is gone and no post has its text."));
      case Reply.Refused<Optional<Details>>(var error) -> new Evidence.Refused(error);
      case Reply.Lost<Optional<Details>>(var why) -> new Evidence.Unclear(why);
    };
  }

  @Override
  public Optional<Details> details(
      String text,
      @Nullable String remoteId,
      Instant publishedAfter,
      AccountToken.Usable token,
      Predicate<String> taken) {
    if (remoteId == null) {
      return find(text, publishedAfter, token, taken)
              instanceof Reply.Ok<Optional<Details>>(var found)
          ? found
          : Optional.empty();
    }
    return client.get(remoteId, token.accessToken(), Map.of("fields", "id,permalink"))
            instanceof Reply.Ok<JsonNode>(var answer)
        ? Optional.of(new Details(remoteId, answer.path("permalink").asString(null)))
        : Optional.empty();
  }

  /** The oldest post of the account with this caption that was made since and is nobody else's. */
  private Reply<Optional<Details>> find(
      String text, Instant since, AccountToken.Usable token, Predicate<String> taken) {
    var fields =
        Map.of("fields", "id,caption,timestamp,permalink", "limit", Integer.toString(PAGE));
    return switch (client.get(token.externalId() + "/media", token.accessToken(), fields)) {
      case Reply.Ok<JsonNode>(var answer) -> {
        var posts = answer.path("data");
        var found = oldestOf(posts, text, since, taken);
        yield found.isEmpty() && !reachesBack(posts, since)
            ? new Reply.Lost<>("Its newest posts do not reach back to the call.")
            : new Reply.Ok<>(found);
      }
      case Reply.Refused<JsonNode>(var error) -> new Reply.Refused<>(error);
      case Reply.Lost<JsonNode>(var why) -> new Reply.Lost<>(why);
    };
  }

  private static Optional<Details> oldestOf(
      JsonNode posts, String text, Instant since, Predicate<String> taken) {
    List<JsonNode> candidates = new ArrayList<>();
    for (var post : posts) {
      if (post.path("caption").asString("").equals(text)
          && madeAfter(post, since.minus(CLOCK_SKEW))
          && !taken.test(post.path("id").asString(""))) {
        candidates.add(post);
      }
    }
    return candidates.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Details(
                candidates.getLast().path("id").asString(""),
                candidates.getLast().path("permalink").asString(null)));
  }

  /** Whether a post made since would have to be among these, the newest. */
  private static boolean reachesBack(JsonNode posts, Instant since) {
    return posts.size() < PAGE || !madeAfter(posts.get(posts.size() - 1), since.minus(CLOCK_SKEW));
  }

  private static boolean madeAfter(JsonNode post, Instant since) {
    try {
      return OffsetDateTime.parse(post.path("timestamp").asString(""), GRAPH_TIME)
          .toInstant()
          .isAfter(since);
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
