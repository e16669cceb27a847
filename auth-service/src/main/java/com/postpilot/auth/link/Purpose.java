package com.postpilot.auth.link;

/** What a link is good for. */
public enum Purpose {
  VERIFY_ADDRESS,
  RESET_PASSWORD
}
