package com.postpilot.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL refuses to run as root, and containers often have nobody else. Then its programs run
 * in a user namespace of their own, where they are not root and yet own the files; where the kernel
 * does not allow that, as the user {@code nobody}.
 */
final class Unprivileged {
  private static final String NOBODY = "65534";

  private enum Way {
    AS_WE_ARE,
    USER_NAMESPACE,
    AS_NOBODY;

    List<String> prefix() {
      return switch (this) {
        case AS_WE_ARE -> List.of();
        case USER_NAMESPACE -> List.of("unshare", "--user");
        case AS_NOBODY ->
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--");
      };
    }
  }

  private final Way way;

  private Unprivileged(Way way) {
    this.way = way;
  }

  static Unprivileged find() throws IOException, InterruptedException {
    if (!"root".equals(System.getProperty("user.name"))) {
      return new Unprivileged(Way.AS_WE_ARE);
    }
    for (var way : List.of(Way.USER_NAMESPACE, Way.AS_NOBODY)) {
      if (works(way)) {
        return new Unprivileged(way);
      }
    }
    throw new CannotStart(
        "PostgreSQL does not run as root, and neither unshare nor setpriv is allowed here: start PostPilot as an ordinary user.");
  }

  private static boolean works(Way way) throws IOException, InterruptedException {
    var command = new ArrayList<>(way.prefix());
    command.add("true");
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false; // there is no such program
    }
  }

  List<String> command(List<String> command) {
    var whole = new ArrayList<>(way.prefix());
    whole.addAll(command);
    return whole;
  }

  /** Gives the commands what they need to own. */
  void own(Path path) throws IOException {
    if (way == Way.AS_NOBODY) {
      var users = path.getFileSystem().getUserPrincipalLookupService();
      Files.setOwner(path, users.lookupPrincipalByName(NOBODY));
    }
  }
}
