/** What became visible on the platforms: the oracle of every exactly-once test. */
@NullMarked
package com.postpilot.sandbox.publication;

import org.jspecify.annotations.NullMarked;
