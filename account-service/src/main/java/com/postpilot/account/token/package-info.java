/** The tokens of accounts, encrypted at rest. */
@NullMarked
package com.postpilot.account.token;

import org.jspecify.annotations.NullMarked;
