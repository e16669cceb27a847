/** Instagram Login: consent, codes, tokens and the profile behind them. */
@NullMarked
package com.postpilot.sandbox.instagram.account;

import org.jspecify.annotations.NullMarked;
