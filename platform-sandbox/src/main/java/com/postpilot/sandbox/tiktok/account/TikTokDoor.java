package com.postpilot.sandbox.tiktok.account;

import com.postpilot.sandbox.clock.SandboxClock;
import com.postpilot.sandbox.fault.Gate;
import com.postpilot.sandbox.journal.Journal;
import com.postpilot.sandbox.limit.CurrentLimits;
import com.postpilot.sandbox.tiktok.api.ErrorCode;
import com.postpilot.sandbox.tiktok.api.TikTokError;
import com.postpilot.sandbox.tiktok.api.TikTokRequest;
import com.postpilot.sandbox.traffic.Call;
import com.postpilot.sandbox.traffic.ClientConnection;
import com.postpilot.sandbox.traffic.Operation;
import com.postpilot.sandbox.traffic.Platform;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Every call to the v2 API, and every upload, comes in here. */
@Component
public class TikTokDoor {

  private final Gate gate;
  private final Sessions sessions;
  private final Pace pace;
  private final Journal journal;
  private final SandboxClock clock;
  private final CurrentLimits limits;

  TikTokDoor(
      Gate gate,
      Sessions sessions,
      Pace pace,
      Journal journal,
      SandboxClock clock,
      CurrentLimits limits) {
    this.gate = gate;
    this.sessions = sessions;
    this.pace = pace;
    this.journal = journal;
    this.clock = clock;
    this.limits = limits;
  }

  /** Lets a call in whose token has the scope and was not used too often lately. */
  public <T> T enter(
      TikTokRequest request, Operation operation, Scope scope, Function<Visit, T> apply) {
    var account = request.token().flatMap(sessions::holder);
    var call =
        new Call(
            Platform.TIKTOK,
            operation,
            account.orElse(null),
            request.connection(),
            () -> request.token().ifPresent(sessions::end));
    return gate.pass(
        call,
        twist -> {
          var visitor = sessions.authenticate(request.token(), scope);
          admit(visitor.creator(), operation);
          return apply.apply(new Visit(visitor.creator(), visitor.scopes(), twist));
        });
  }

  /** Lets bytes in: whoever knows the URL may send them. */
  public <T> T enterUpload(Creator creator, ClientConnection connection, Supplier<T> apply) {
    var call =
        new Call(
            Platform.TIKTOK,
            Operation.UPLOAD,
            creator.account(),
            connection,
            () -> sessions.endAll(creator.openId()));
    return gate.pass(call, twist -> apply.get());
  }

  private void admit(Creator creator, Operation operation) {
    journal.exclusively(
        () -> {
          var now = clock.instant();
          if (pace.countInTheMinuteBefore(creator.openId(), operation, now)
              >= perMinute(operation)) {
            throw TikTokError.of(
                ErrorCode.RATE_LIMIT_EXCEEDED,
                "The API rate limit was exceeded. Please try again later.");
          }
          journal.append(new CallAdmitted(creator.openId(), operation, now));
        });
  }

  private int perMinute(Operation operation) {
    return switch (operation) {
      case INIT -> limits.tiktok().initsPerMinute();
      case CREATOR_INFO -> limits.tiktok().creatorInfosPerMinute();
      case POLL -> limits.tiktok().pollsPerMinute();
      default -> limits.tiktok().readsPerMinute();
    };
  }
}
