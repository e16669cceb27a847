/** Usable tokens for the services that call the platforms, renewed in time. */
@NullMarked
package com.postpilot.account.access;

import org.jspecify.annotations.NullMarked;
