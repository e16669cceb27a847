package com.postpilot.publisher.ledger;

import java.util.UUID;

/** Another claim has this publication now: whoever gets this writes and sends nothing more. */
public final class Overtaken extends RuntimeException {
  Overtaken(UUID targetId, long fence) {
    super("Publication " + targetId + " is no longer held with fence " + fence);
  }
}
