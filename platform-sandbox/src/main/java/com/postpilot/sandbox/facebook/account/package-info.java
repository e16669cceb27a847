/** Facebook Login: the dialog, codes, tokens, and the people and Pages behind them. */
@NullMarked
package com.postpilot.sandbox.facebook.account;

import org.jspecify.annotations.NullMarked;
