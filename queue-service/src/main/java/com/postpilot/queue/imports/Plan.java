package com.postpilot.queue.imports;

import com.postpilot.common.contract.Platform;
import com.postpilot.queue.caption.Tone;
import com.postpilot.queue.feed.FeedSettings;
import java.util.Set;

/**
 * How a file is to be read, and what its products are wanted for.
 *
 * @param language a tag such as {@code de-AT}
 */
record Plan(FeedSettings feed, Set<Platform> platforms, Tone tone, String language) {}
