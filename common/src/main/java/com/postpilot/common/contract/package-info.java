/** What the services tell each other: event records, topics and the words that appear in them. */
@NullMarked
package com.postpilot.common.contract;

import org.jspecify.annotations.NullMarked;
