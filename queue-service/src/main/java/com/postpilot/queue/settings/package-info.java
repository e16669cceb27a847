/** What a workspace chooses for its queue: who approves, what is never claimed, how it sounds. */
@NullMarked
package com.postpilot.queue.settings;

import org.jspecify.annotations.NullMarked;
