/** Facebook Login, and the Pages that it opens. */
@NullMarked
package com.postpilot.account.facebook;

import org.jspecify.annotations.NullMarked;
