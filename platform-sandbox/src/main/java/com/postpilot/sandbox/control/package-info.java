/** What the routes under /_sandbox have in common: their errors, and the reset. */
@NullMarked
package com.postpilot.sandbox.control;

import org.jspecify.annotations.NullMarked;
