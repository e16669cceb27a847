/** The accounts themselves. */
@NullMarked
package com.postpilot.account.social;

import org.jspecify.annotations.NullMarked;
