/** HTML for people, rendered from templates. */
@NullMarked
package com.postpilot.sandbox.page;

import org.jspecify.annotations.NullMarked;
