package com.postpilot.account.notice;

/** What a notice asks for. */
enum Act {
  DEAUTHORIZE,
  DATA_DELETION
}
