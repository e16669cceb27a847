package com.postpilot.e2e.client;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The outside world: what became visible there, what was asked of it, and how to make it fail. */
public final class Sandbox {
  private final Http http;

  public Sandbox(URI address) {
    http = new Http(URI.create(address + "/_sandbox"));
  }

  /**
   * What followers see.
   *
   * @param account the platform's id of the account
   */
  public record Publication(
      String platform,
      String account,
      String handle,
      String remoteId,
      String caption,
      @Nullable String link,
      int mediaCount,
      Instant requestedAt,
      Instant publishedAt) {}

  /** A request as it arrived; {@code number} rises by one with each. */
  public record Request(
      long number,
      String operation,
      @Nullable String account,
      @Nullable String handle,
      Instant arrivedAt) {}

  private record Publications(List<Publication> items) {}

  private record Requests(List<Request> items) {}

  /** Everything ever published, in the order in which it became visible: the oracle. */
  public List<Publication> publications() {
    return http.get("/publications").as(Publications.class, 200).items();
  }

  /** What the followers of one account see. */
  public List<Publication> publicationsOf(String handle) {
    return publications().stream().filter(post -> post.handle().equals(handle)).toList();
  }

  /** The requests of one kind for one account, oldest first. */
  public List<Request> requests(String operation, String handle) {
    return http.get("/requests?operation=%s&account=%s".formatted(operation, handle))
        .as(Requests.class, 200)
        .items();
  }

  /**
   * Waits until a disconnected account's token was given back, where a platform takes it: that ends
   * the person's consent, also one that is given anew while it is on its way.
   */
  public void awaitRevoked(Owner.Account account) {
    if (!account.platform().equals("INSTAGRAM")) {
      await("the token to be given back")
          .until(() -> !requests("revoke", account.handle()).isEmpty());
    }
  }

  /**
   * Makes calls to Instagram fail.
   *
   * @param operation such as {@code publish}; kind such as {@code drop_response_after_apply}
   */
  public Fault fail(String operation, String kind, Map<String, ?> more) {
    return fail("instagram", operation, kind, more);
  }

  /** Makes calls to a platform fail. */
  public Fault fail(String platform, String operation, String kind, Map<String, ?> more) {
    var fault = new LinkedHashMap<String, Object>(more);
    fault.put("platform", platform);
    fault.put("operation", operation);
    fault.put("kind", kind);
    var armed = http.post("/faults", fault).expect(201).json();
    return new Fault(armed.path("id").asString());
  }

  /** Makes the next such call of one Instagram account fail. */
  public Fault failNext(String operation, String kind, String handle) {
    return fail(operation, kind, Map.of("account", handle, "times", 1));
  }

  /**
   * What became of a fault.
   *
   * @param struck how many calls it has hit
   * @param holding how many calls it holds open right now
   */
  public record FaultState(String id, int struck, int holding) {}

  private record FaultStates(List<FaultState> items) {}

  /** What became of all faults that were armed and not withdrawn, by their ids. */
  public Map<String, FaultState> faults() {
    return http.get("/faults").as(FaultStates.class, 200).items().stream()
        .collect(Collectors.toMap(FaultState::id, Function.identity()));
  }

  /** A fault that was armed. */
  public final class Fault {
    private final String id;

    private Fault(String id) {
      this.id = id;
    }

    public String id() {
      return id;
    }

    public FaultState state() {
      return Objects.requireNonNull(faults().get(id), "The fault is gone");
    }

    /** Withdraws it; calls that it holds open go on. */
    public void withdraw() {
      http.delete("/faults/" + id).expect(204);
    }
  }

  /** Withdraws all faults. */
  public void withdrawFaults() {
    http.delete("/faults").expect(204);
  }

  /** Changes quotas and lifetimes until what is returned is closed; what is not named stays. */
  public Limited limits(Map<String, ?> changes) {
    var before = http.get("/limits").expect(200).json();
    http.post("/limits", changes).expect(200);
    return () -> http.post("/limits", before).expect(200);
  }

  /** Limits that are not the usual ones. */
  public interface Limited extends AutoCloseable {
    @Override
    void close();
  }
}
