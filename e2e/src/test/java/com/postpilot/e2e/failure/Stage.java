package com.postpilot.e2e.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.e2e.client.Kind;
import com.postpilot.e2e.client.Owner;
import com.postpilot.e2e.client.Sandbox;
import com.postpilot.e2e.suite.Distributed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;

/** Many scenes at once, each with an account of its own: one kill is then a kill in all of them. */
final class Stage {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration TIME_TO_ARM = Duration.ofSeconds(4);
  private static final Duration BLINK = Duration.ofSeconds(1);
  private static final int AT_A_TIME = 4;

  private final Distributed postpilot;
  private final Owner owner;
  private final Map<Kind, List<Owner.Media>> media;
  private final List<Performance> performances;

  private Stage(
      Distributed postpilot,
      Owner owner,
      Map<Kind, List<Owner.Media>> media,
      List<Performance> performances) {
    this.postpilot = postpilot;
    this.owner = owner;
    this.media = media;
    this.performances = performances;
  }

  private record Performance(
      Scene scene, Owner.Account account, Owner.Post post, List<Sandbox.Fault> faults) {}

  /**
   * Connects an account and schedules a post for each scene, and lets what goes wrong wait for it.
   */
  static Stage open(Distributed postpilot, List<Scene> scenes) {
    var owner = postpilot.register();
    var media = new EnumMap<Kind, List<Owner.Media>>(Kind.class);
    scenes.forEach(scene -> media.computeIfAbsent(scene.kind(), owner::upload));
    var performances =
        all(
            scenes,
            scene -> {
              var kind = scene.kind();
              var account = owner.connect(kind.platform());
              var post = owner.createPost(scene.toString(), kind, media.get(kind), account);
              var due = Instant.now().plus(TIME_TO_ARM);
              owner.schedule(post, due); // which asks TikTok, too, and is not to be disturbed
              var faults = scene.arm(postpilot.sandbox(), account);
              assertThat(Instant.now()).as("all is prepared in time").isBefore(due);
              return new Performance(scene, account, post, faults);
            });
    return new Stage(postpilot, owner, media, performances);
  }

  private static <A, B> List<B> all(List<A> items, Function<A, B> work) {
    try (var threads = Executors.newFixedThreadPool(AT_A_TIME)) {
      var running =
          threads.invokeAll(
              items.stream().<Callable<B>>map(item -> () -> work.apply(item)).toList());
      var results = new ArrayList<B>();
      for (var one : running) {
        results.add(one.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }

  /** Waits until all of them stand still in the middle of a call. */
  void awaitHeld() {
    awaitFaults("every scene to hang", fault -> fault.holding() == 1);
  }

  /** Waits until everything has gone wrong that was to, and what was to come late has come. */
  Stage awaitPlayed() {
    awaitFaults("every scene to be played", fault -> fault.struck() == 1 && fault.holding() == 0);
    return this;
  }

  private void awaitFaults(String what, Function<Sandbox.FaultState, Boolean> done) {
    await(what)
        .atMost(PATIENCE)
        .pollInterval(BLINK)
        .until(
            () -> {
              var states = postpilot.sandbox().faults();
              return performances.stream()
                  .filter(
                      one ->
                          !one.faults().stream()
                              .allMatch(fault -> done.apply(states.get(fault.id()))))
                  .map(one -> one.scene().toString())
                  .toList();
            },
            List::isEmpty);
  }

  /** Publishes one more post on each account, for which nothing is in the way. */
  Stage encore() {
    var more =
        all(
            performances,
            one -> {
              var kind = one.scene().kind();
              var post =
                  owner.createPost(one.scene() + " again", kind, media.get(kind), one.account());
              return new Performance(
                  one.scene(), one.account(), owner.publishNow(post), one.faults());
            });
    return new Stage(
        postpilot, owner, media, Stream.concat(performances.stream(), more.stream()).toList());
  }

  /** Waits until PostPilot knows of each how it ended. */
  Stage awaitEnded() {
    var running = new ArrayList<>(performances);
    await("every scene to end")
        .atMost(PATIENCE)
        .pollInterval(BLINK)
        .until(
            () -> {
              postpilot.endRests();
              running.removeIf(this::hasEnded);
              return running.stream().map(one -> one.scene().toString()).toList();
            },
            List::isEmpty);
    return this;
  }

  /** What waits for an owner gets one. */
  private boolean hasEnded(Performance one) {
    var post = owner.read(one.post());
    return switch (post.status()) {
      case "PUBLISHED", "FAILED" -> true;
      case "HELD" ->
          switch (String.valueOf(post.target().holdReason())) {
            case "QUOTA" -> {
              owner.api().post("/posts/" + post.id() + "/retry", Map.of());
              yield false;
            }
            case "NEEDS_REAUTH" -> {
              if (owner.read(one.account()).health().equals("NEEDS_REAUTH")) {
                owner.connect(one.account().platform(), one.account().handle());
              }
              yield false;
            }
            default -> true;
          };
      default -> false;
    };
  }

  /**
   * None lost, none doubled, and PostPilot knows it. What no call can tell ends with a question to
   * a person, and is counted apart.
   */
  void assertEachWentOutOnce() {
    var publications = postpilot.sandbox().publications();
    var softly = new SoftAssertions();
    var unknown = new ArrayList<Scene>();
    for (var one : performances) {
      var post = owner.read(one.post());
      var seen =
          publications.stream()
              .filter(publication -> publication.handle().equals(one.account().handle()))
              .filter(publication -> publication.caption().equals(post.caption()))
              .toList();
      if (one.scene().mayStayUnknown() && "UNCONFIRMED".equals(post.target().holdReason())) {
        unknown.add(one.scene());
        softly.assertThat(seen).as(post.caption()).hasSizeLessThanOrEqualTo(1);
      } else {
        softly
            .assertThat(post.status())
            .as("%s (%s)", post.caption(), post.target().holdReason())
            .isEqualTo("PUBLISHED");
        softly.assertThat(seen).as(post.caption()).hasSize(1);
      }
    }
    softly.assertAll();
    System.out.printf(
        "%d posts went out once, %d ended UNCONFIRMED: %s%n",
        performances.size() - unknown.size(), unknown.size(), unknown);
  }
}
