/** Instagram Login. */
@NullMarked
package com.postpilot.account.instagram;

import org.jspecify.annotations.NullMarked;
