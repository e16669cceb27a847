/** Work that a service repeats from its start to its stop. */
@NullMarked
package com.postpilot.common.loop;

import org.jspecify.annotations.NullMarked;
