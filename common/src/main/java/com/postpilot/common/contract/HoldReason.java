package com.postpilot.common.contract;

/** Why a target is HELD; the first three end by themselves, the others by a person's decision. */
public enum HoldReason {
  PLAN_LIMIT,
  NEEDS_REAUTH,
  QUOTA,
  APPROVAL_CHANGED,
  PRODUCT_CHANGED,
  MISSED_WINDOW,
  UNCONFIRMED,
  ACCOUNT_RESTRICTED
}
