/** The only public door of the suite. */
@NullMarked
package com.postpilot.gateway;

import org.jspecify.annotations.NullMarked;
