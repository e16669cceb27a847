package com.postpilot.publisher.tiktok;

import com.postpilot.publisher.platform.Actor;
import com.postpilot.publisher.platform.Catalogued;
import com.postpilot.publisher.platform.ErrorClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TikTokErrorsTests {

  @ParameterizedTest
  @CsvSource({
    "invalid_param, CONTENT, true, OWNER",
    "invalid_params, CONTENT, true, OWNER",
    "invalid_publish_id, CONTENT, true, OPERATOR",
    "token_not_authorized_for_specified_publish_id, CONTENT, true, OPERATOR",
    "access_token_invalid, REAUTH, true, OWNER",
    "scope_not_authorized, REAUTH, true, OWNER",
    "scope_permission_missed, REAUTH, true, OWNER",
    "spam_risk_too_many_posts, WAIT, true, NOBODY",
    "spam_risk_user_banned_from_posting, POLICY, true, OWNER",
    "reached_active_user_cap, WAIT, true, OPERATOR",
    "unaudited_client_can_only_post_to_private_accounts, PERMISSION, true, OPERATOR",
    "url_ownership_unverified, PERMISSION, true, OPERATOR",
    "privacy_level_option_mismatch, CONTENT, true, OWNER",
    "spam_risk_too_many_pending_share, WAIT, true, OWNER",
    "rate_limit_exceeded, WAIT, false, NOBODY",
    "internal_error, RETRY, false, NOBODY",
    "internal, RETRY, false, NOBODY",
    "video_pull_failed, RETRY, false, OWNER",
    "photo_pull_failed, RETRY, false, OWNER",
    "file_format_check_failed, CONTENT, true, OWNER",
    "duration_check_failed, CONTENT, true, OWNER",
    "frame_rate_check_failed, CONTENT, true, OWNER",
    "picture_size_check_failed, CONTENT, true, OWNER",
    "spam_risk, POLICY, true, OWNER",
    "spam_risk_something_new, POLICY, true, OWNER",
    "spam_risk_text, POLICY, true, OWNER",
    "auth_removed, REAUTH, true, OWNER",
    "publish_cancelled, CONTENT, true, OWNER",
    "upload/400, CONTENT, true, OPERATOR",
    "upload/403, NEW_CONTAINER, true, NOBODY",
    "upload/404, NEW_CONTAINER, true, NOBODY",
    "upload/416, NEW_CONTAINER, true, NOBODY",
    "upload/503, RETRY, false, NOBODY",
    "never_heard_of, RETRY, false, NOBODY",
  })
  void everyCodeHasAClassAndTellsWhoMustAct(
      String code, ErrorClass kind, boolean notApplied, Actor actor) {
    Catalogued.check(TikTok.ERRORS, code, kind, notApplied, actor);
  }
}
