/** How open.tiktokapis.com talks: the envelope of every answer, its errors, reading requests. */
@NullMarked
package com.postpilot.sandbox.tiktok.api;

import org.jspecify.annotations.NullMarked;
