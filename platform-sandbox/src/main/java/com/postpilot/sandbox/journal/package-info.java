/** The append-only file from which everything the sandbox knows is rebuilt. */
@NullMarked
package com.postpilot.sandbox.journal;

import org.jspecify.annotations.NullMarked;
