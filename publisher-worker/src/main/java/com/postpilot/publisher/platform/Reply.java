package com.postpilot.publisher.platform;

import com.postpilot.common.contract.Platform;
import java.util.function.Function;

/** What came back from one call. */
public sealed interface Reply<T> {

  record Ok<T>(T value) implements Reply<T> {}

  record Refused<T>(PlatformError error) implements Reply<T> {}

  /** A time-out, a reset, or an answer that is none: whether the call was applied is not known. */
  record Lost<T>(String why) implements Reply<T> {}

  default <R> Reply<R> then(Function<T, Reply<R>> next) {
    return switch (this) {
      case Ok<T>(var value) -> next.apply(value);
      case Refused<T>(var error) -> new Refused<>(error);
      case Lost<T>(var why) -> new Lost<>(why);
    };
  }

  /** Goes on with the answer to a call that makes nothing visible. */
  default Progress progress(Platform platform, Function<T, Progress> next) {
    return switch (this) {
      case Ok<T>(var value) -> next.apply(value);
      case Refused<T>(var error) -> new Progress.Refused(error);
      case Lost<T> _ -> new Progress.Refused(PlatformError.noAnswer(platform));
    };
  }

  /** Reads the answer to a question about a visible step. */
  default Evidence evidence(Function<T, Evidence> read) {
    return switch (this) {
      case Ok<T>(var value) -> read.apply(value);
      case Refused<T>(var error) -> new Evidence.Refused(error);
      case Lost<T>(var why) -> new Evidence.Unclear(why);
    };
  }
}
