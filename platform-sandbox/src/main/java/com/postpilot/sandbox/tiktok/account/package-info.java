/** TikTok's side of connecting: creators, consent, sessions with rotating tokens, user info. */
@NullMarked
package com.postpilot.sandbox.tiktok.account;

import org.jspecify.annotations.NullMarked;
