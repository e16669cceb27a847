/** URLs under which platforms fetch media. */
@NullMarked
package com.postpilot.publisher.media;

import org.jspecify.annotations.NullMarked;
