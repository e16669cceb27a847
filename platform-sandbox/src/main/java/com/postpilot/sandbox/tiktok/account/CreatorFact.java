package com.postpilot.sandbox.tiktok.account;

import com.postpilot.sandbox.journal.Fact;

/** What happens between TikTok's creators and the app. */
sealed interface CreatorFact extends Fact {

  /** Somebody joined, or changed who may see the account. */
  record CreatorSeen(Creator creator) implements CreatorFact {}

  record CreatorConsented(ConsentCode code) implements CreatorFact {}

  /** One fact, so that no code is used up without its tokens. */
  record SessionOpened(String code, Session session) implements CreatorFact {}

  /** New tokens; the refresh token that bought them is dead unless it is among them. */
  record SessionRenewed(String refreshToken, Session session) implements CreatorFact {}

  /** All tokens that the creator's consent ever made are dead. */
  record AccessEnded(String openId) implements CreatorFact {}
}
