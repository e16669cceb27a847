package com.postpilot.e2e.failure;

import static org.awaitility.Awaitility.await;

import com.postpilot.e2e.client.Owner;
import com.postpilot.e2e.client.Sandbox;
import com.postpilot.e2e.suite.Distributed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;

/** Many scenes at once, each with an account of its own: one kill is then a kill in all of them. */
final class Stage {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int AT_A_TIME = 4;

  private final Distributed postpilot;
  private final Owner owner;
  private final List<Performance> performances;

  private Stage(Distributed postpilot, Owner owner, List<Performance> performances) {
    this.postpilot = postpilot;
    this.owner = owner;
    this.performances = performances;
  }

  private record Performance(
      Scene scene, Owner.Account account, Owner.Post post, Sandbox.Fault fault) {}

  /**
   * Connects an account and writes a post for each scene, and lets the fault wait for it.
   *
   * @param lines a scene each
   */
  static Stage set(Distributed postpilot, String lines) {
    var owner = postpilot.register();
    var work =
        lines
            .lines()
            .map(Scene::of)
            .<Callable<Performance>>map(scene -> () -> rehearse(postpilot, owner, scene))
            .toList();
    return new Stage(postpilot, owner, all(work));
  }

  private static Performance rehearse(Distributed postpilot, Owner owner, Scene scene) {
    var account = owner.connect(scene.kind().platform());
    var post = owner.createPost(scene.toString(), scene.kind(), account);
    return new Performance(scene, account, post, scene.arm(postpilot.sandbox(), account));
  }

  private static <T> List<T> all(List<Callable<T>> work) {
    try (var threads = Executors.newFixedThreadPool(AT_A_TIME)) {
      var results = new ArrayList<T>();
      for (var future : threads.invokeAll(work)) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }

  Stage publish() {
    all(
        performances.stream()
            .<Callable<Owner.Post>>map(one -> () -> owner.publishNow(one.post()))
            .toList());
    return this;
  }

  /** Waits until all of them stand still in the middle of a call. */
  void awaitHeld() {
    await("every scene to hang")
        .atMost(PATIENCE)
        .until(
            () ->
                performances.stream()
                    .filter(one -> one.fault().holding() == 0)
                    .map(one -> one.scene().toString())
                    .toList(),
            List::isEmpty);
  }

  void withdrawFaults() {
    performances.forEach(one -> one.fault().withdraw());
  }

  /** Publishes one more post on each account, for which nothing is in the way. */
  Stage encore() {
    var more =
        all(
            performances.stream()
                .<Callable<Performance>>map(
                    one ->
                        () -> {
                          var post =
                              owner.createPost(
                                  one.scene() + " again", one.scene().kind(), one.account());
                          owner.publishNow(post);
                          return new Performance(one.scene(), one.account(), post, one.fault());
                        })
                .toList());
    return new Stage(
        postpilot, owner, Stream.concat(performances.stream(), more.stream()).toList());
  }

  /**
   * None lost, none doubled, and PostPilot knows it. What no call can tell ends with a question to
   * a person, and is counted apart.
   */
  void assertEachWentOutOnce() {
    await("every scene to end")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(this::unfinished, List::isEmpty);
    var softly = new SoftAssertions();
    var unknown = new ArrayList<Scene>();
    for (var one : performances) {
      var post = owner.read(one.post());
      var seen = seen(one);
      if (one.scene().mayStayUnknown() && "UNCONFIRMED".equals(post.target().holdReason())) {
        unknown.add(one.scene());
        softly.assertThat(seen).as(one.scene().toString()).hasSizeLessThanOrEqualTo(1);
        continue;
      }
      softly
          .assertThat(post.status())
          .as("%s (%s)", one.scene(), post.target().holdReason())
          .isEqualTo("PUBLISHED");
      softly.assertThat(seen).as(one.scene().toString()).hasSize(1);
    }
    softly.assertAll();
    System.out.printf(
        "%d posts went out once, %d ended UNCONFIRMED: %s%n",
        performances.size() - unknown.size(), unknown.size(), unknown);
  }

  /** What has yet to end. A quarter of an hour that a platform asked for passes in no time. */
  private List<String> unfinished() {
    postpilot.endRests();
    var unfinished = new ArrayList<String>();
    for (var one : performances) {
      var post = owner.read(one.post());
      if ("QUOTA".equals(post.target().holdReason())) {
        owner.api().post("/posts/" + post.id() + "/retry", Map.of());
      } else if (Set.of("PUBLISHED", "HELD", "FAILED").contains(post.status())) {
        continue;
      }
      unfinished.add(post.caption() + ": " + post.status());
    }
    return unfinished;
  }

  private List<Sandbox.Publication> seen(Performance one) {
    return postpilot.sandbox().publicationsOf(one.account().handle()).stream()
        .filter(publication -> publication.caption().equals(one.post().caption()))
        .toList();
  }
}
