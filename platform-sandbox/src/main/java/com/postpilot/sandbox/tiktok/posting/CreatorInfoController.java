package com.postpilot.sandbox.tiktok.posting;

import com.postpilot.sandbox.limit.CurrentLimits;
import com.postpilot.sandbox.tiktok.account.Creator;
import com.postpilot.sandbox.tiktok.account.Scope;
import com.postpilot.sandbox.tiktok.account.TikTokDoor;
import com.postpilot.sandbox.tiktok.api.Envelope;
import com.postpilot.sandbox.tiktok.api.TikTokApi;
import com.postpilot.sandbox.tiktok.api.TikTokError;
import com.postpilot.sandbox.tiktok.api.TikTokRequest;
import com.postpilot.sandbox.traffic.Operation;
import java.util.List;
import org.springframework.web.bind.annotation.PostMapping;

/** What a creator may do at this moment. */
@TikTokApi
class CreatorInfoController {

  private final TikTokDoor door;
  private final PostingRules rules;
  private final CurrentLimits limits;

  CreatorInfoController(TikTokDoor door, PostingRules rules, CurrentLimits limits) {
    this.door = door;
    this.rules = rules;
    this.limits = limits;
  }

  record CreatorInfoResponse(
      String creatorAvatarUrl,
      String creatorUsername,
      String creatorNickname,
      List<PrivacyLevel> privacyLevelOptions,
      boolean commentDisabled,
      boolean duetDisabled,
      boolean stitchDisabled,
      int maxVideoPostDurationSec) {}

  @PostMapping("/tiktok/v2/post/publish/creator_info/query/")
  Envelope query(TikTokRequest request) {
    return door.enter(
        request,
        Operation.CREATOR_INFO,
        Scope.VIDEO_PUBLISH,
        visit -> {
          requireMayPost(visit.creator());
          return Envelope.of(respond(visit.creator(), request.origin()));
        });
  }

  private void requireMayPost(Creator creator) {
    try {
      rules.requireMayPost(creator);
    } catch (TikTokError error) {
      throw error.answeredAsOk();
    }
  }

  /** Others cannot make their own videos of what they may not see. */
  private CreatorInfoResponse respond(Creator creator, String origin) {
    return new CreatorInfoResponse(
        origin + creator.avatarPath(),
        creator.handle(),
        creator.nickname(),
        PrivacyLevel.optionsOf(creator),
        false,
        creator.privateAccount(),
        creator.privateAccount(),
        limits.tiktok().maxVideoSeconds());
  }
}
