/** The wall between workspaces, enforced by PostgreSQL row-level security. */
@NullMarked
package com.postpilot.common.tenant;

import org.jspecify.annotations.NullMarked;
