/** The names by which people know an account, and what follows from a name. */
@NullMarked
package com.postpilot.sandbox.handle;

import org.jspecify.annotations.NullMarked;
