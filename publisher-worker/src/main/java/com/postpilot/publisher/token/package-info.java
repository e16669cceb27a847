/** Access tokens, from account-service. */
@NullMarked
package com.postpilot.publisher.token;

import org.jspecify.annotations.NullMarked;
