/** What tells one content from another, for whoever approves, schedules or publishes it. */
@NullMarked
package com.postpilot.common.content;

import org.jspecify.annotations.NullMarked;
