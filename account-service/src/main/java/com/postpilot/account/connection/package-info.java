/** The flow in which a person connects an account. */
@NullMarked
package com.postpilot.account.connection;

import org.jspecify.annotations.NullMarked;
