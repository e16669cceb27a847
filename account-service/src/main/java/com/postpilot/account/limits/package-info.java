/** What a platform lets an account publish at this moment. */
@NullMarked
package com.postpilot.account.limits;

import org.jspecify.annotations.NullMarked;
