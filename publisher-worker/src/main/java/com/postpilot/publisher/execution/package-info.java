/** Claims publications and carries them out, one remote call at a time. */
@NullMarked
package com.postpilot.publisher.execution;

import org.jspecify.annotations.NullMarked;
