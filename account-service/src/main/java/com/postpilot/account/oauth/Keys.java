package com.postpilot.account.oauth;

import org.jspecify.annotations.Nullable;

/**
 * What opens an account at its platform.
 *
 * @param access goes with the calls
 * @param grant what the person's consent gave beside it: TikTok's refresh token, the user token
 *     behind a Facebook Page's; null where the access token is all there is
 */
public record Keys(Secret access, @Nullable Secret grant) {}
