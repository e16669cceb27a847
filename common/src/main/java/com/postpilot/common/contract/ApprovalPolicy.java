package com.postpilot.common.contract;

/** Who has to agree to a post before it is scheduled; a workspace chooses one. */
public enum ApprovalPolicy {
  NONE,
  REQUIRED,
  /** Somebody who did not write it. */
  FOUR_EYES
}
