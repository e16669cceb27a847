/** What platforms tell the app of their own accord, signed as each of them signs. */
@NullMarked
package com.postpilot.sandbox.callback;

import org.jspecify.annotations.NullMarked;
