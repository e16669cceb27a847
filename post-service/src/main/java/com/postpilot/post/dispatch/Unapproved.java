package com.postpilot.post.dispatch;

import com.postpilot.common.contract.PostDue;

/** Takes claimed targets that must not be announced, because they are not what was approved. */
public interface Unapproved {

  /** Ends this delivery; the same one may come again after a crash. */
  void hold(PostDue delivery);
}
