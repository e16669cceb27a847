/** TikTok's side of posting: init, upload or pull, processing, and reading back. */
@NullMarked
package com.postpilot.sandbox.tiktok.posting;

import org.jspecify.annotations.NullMarked;
