package com.postpilot.common.contract;

/** Why a target is HELD; the first four end by themselves, the others by a person's decision. */
public enum HoldReason {
  PLAN_LIMIT,
  NEEDS_REAUTH,
  QUOTA,
  /** The platform, or a part of PostPilot, has not answered for longer than a delivery waits. */
  UNAVAILABLE,
  APPROVAL_CHANGED,
  PRODUCT_CHANGED,
  MISSED_WINDOW,
  UNCONFIRMED,
  ACCOUNT_RESTRICTED
}
