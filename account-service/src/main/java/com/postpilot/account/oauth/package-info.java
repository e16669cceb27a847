/** What the OAuth flow of any platform gives and asks. */
@NullMarked
package com.postpilot.account.oauth;

import org.jspecify.annotations.NullMarked;
