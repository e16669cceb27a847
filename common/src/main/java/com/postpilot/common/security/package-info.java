/** Who is calling: JWT resource-server defaults, service tokens and encryption at rest. */
@NullMarked
package com.postpilot.common.security;

import org.jspecify.annotations.NullMarked;
