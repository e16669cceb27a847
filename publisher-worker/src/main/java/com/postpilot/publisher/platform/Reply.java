package com.postpilot.publisher.platform;

import com.postpilot.common.contract.Platform;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** What came back from one call. */
public sealed interface Reply<T> {

  /** A member of an answer that has to be there. */
  static Reply<String> text(JsonNode answer, String name) {
    return answer.path(name).isString()
        ? new Ok<>(answer.path(name).stringValue())
        : new Lost<>("The answer has no " + name + ".");
  }

  /** What an answer says was opened for an upload. */
  static Reply<Made> opened(JsonNode answer, String id) {
    return text(answer, id)
        .then(made -> text(answer, "upload_url").then(url -> new Ok<>(new Made(made, url))));
  }

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

  /**
   * Reads the answer to a question whether something already tells how the attempt ends.
   *
   * @param none refusals that say that nothing does
   * @return empty if the attempt may go on
   */
  default Optional<Progress> found(
      Platform platform, Predicate<PlatformError> none, Function<T, Optional<Progress>> read) {
    return switch (this) {
      case Ok<T>(var value) -> read.apply(value);
      case Refused<T>(var error) when none.test(error) -> Optional.empty();
      case Refused<T>(var error) -> Optional.of(new Progress.Refused(error));
      case Lost<T> _ -> Optional.of(new Progress.Refused(PlatformError.noAnswer(platform)));
    };
  }

  default Optional<Progress> found(Platform platform, Function<T, Optional<Progress>> read) {
    return found(platform, refusal -> false, read);
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
