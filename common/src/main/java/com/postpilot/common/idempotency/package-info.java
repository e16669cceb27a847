/** The same request with the same Idempotency-Key has its effect once. */
@NullMarked
package com.postpilot.common.idempotency;

import org.jspecify.annotations.NullMarked;
