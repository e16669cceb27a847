/** What the tests of every service stand on: PostgreSQL, Kafka, tokens, architecture rules. */
@NullMarked
package com.postpilot.common.testing;

import org.jspecify.annotations.NullMarked;
