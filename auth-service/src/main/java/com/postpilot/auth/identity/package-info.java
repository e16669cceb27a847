/** Users, their workspaces and memberships, and their passwords. */
@NullMarked
package com.postpilot.auth.identity;

import org.jspecify.annotations.NullMarked;
