/** TikTok's Login Kit. */
@NullMarked
package com.postpilot.account.tiktok;

import org.jspecify.annotations.NullMarked;
