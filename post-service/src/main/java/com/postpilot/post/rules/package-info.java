/** What a platform will refuse, told before anything is sent: functions of data, nothing else. */
@NullMarked
package com.postpilot.post.rules;

import org.jspecify.annotations.NullMarked;
