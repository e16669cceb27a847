/** Fetches what users' URLs name, without letting them reach into our own network. */
@NullMarked
package com.postpilot.common.fetch;

import org.jspecify.annotations.NullMarked;
