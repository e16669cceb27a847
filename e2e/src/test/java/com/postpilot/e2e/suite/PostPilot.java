package com.postpilot.e2e.suite;

import com.postpilot.e2e.client.Owner;
import com.postpilot.e2e.client.Sandbox;
import java.net.URI;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A running suite, as those see it who use it. */
public interface PostPilot extends AutoCloseable {
  /** The only public door, without a slash at the end. */
  URI gateway();

  /** The outside world. */
  Sandbox sandbox();

  /** Everything that the suite has logged so far. */
  Stream<Path> logs();

  /** Brings the suite back to health after a test: faults are withdrawn, what was killed runs. */
  void heal();

  @Override
  void close();

  /** Registers somebody new, with a workspace of his own. */
  default Owner register() {
    return Owner.register(gateway());
  }
}
