/** The social accounts that posts are for: asked of account-service, remembered for holds. */
@NullMarked
package com.postpilot.post.account;

import org.jspecify.annotations.NullMarked;
