/** Platforms are told to forget the consent behind an account that was disconnected. */
@NullMarked
package com.postpilot.account.revocation;

import org.jspecify.annotations.NullMarked;
