package com.postpilot.account.social;

/** Whether posts can go out to an account. */
public enum Health {
  OK,
  /** Works, but its token ends soon and could not be renewed for some time. */
  EXPIRING,
  /** The platform does not accept its token any more: its owner has to connect it again. */
  NEEDS_REAUTH,
  /** The platform has blocked it for a while. */
  RESTRICTED
}
