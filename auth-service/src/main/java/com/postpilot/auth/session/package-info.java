/** Registering, logging in, staying logged in and logging out. */
@NullMarked
package com.postpilot.auth.session;

import org.jspecify.annotations.NullMarked;
