/** Signing keys, the access tokens of users and the tokens of services. */
@NullMarked
package com.postpilot.auth.token;

import org.jspecify.annotations.NullMarked;
