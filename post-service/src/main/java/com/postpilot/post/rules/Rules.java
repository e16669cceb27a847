package com.postpilot.post.rules;

import java.util.List;

/** All rules, and what they find: everything at once, not the first that comes. */
public final class Rules {

  /** Judges one aspect of a candidate. */
  private interface Rule {
    void judge(Candidate candidate, Findings findings);
  }

  private static final List<Rule> ALL =
      List.of(
          AccountRules::connection,
          AccountRules::connectionAtDueTime,
          AccountRules::platformAsked,
          QuotaRule::slot,
          TextRules::length,
          TextRules::hashtags,
          TextRules::mentions,
          MediaRules::kinds,
          MediaRules::count,
          MediaRules::chosenKind,
          PictureRules::each,
          PictureRules::carousel,
          VideoRules::each,
          FacebookRules::content,
          FacebookRules::link,
          TikTokRules::privacy,
          TikTokRules::consent,
          TikTokRules::interactions,
          TikTokRules::brandedContent,
          TikTokRules::creator);

  private Rules() {}

  public static List<Finding> judge(Candidate candidate) {
    var findings = new Findings(candidate);
    ALL.forEach(rule -> rule.judge(candidate, findings));
    return findings.list();
  }
}
