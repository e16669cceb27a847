/** TikTok's direct posting of videos and photos. */
@NullMarked
package com.postpilot.publisher.tiktok;

import org.jspecify.annotations.NullMarked;
