/** Who is who: users, workspaces, sessions, and the tokens that all services trust. */
@NullMarked
package com.postpilot.auth;

import org.jspecify.annotations.NullMarked;
