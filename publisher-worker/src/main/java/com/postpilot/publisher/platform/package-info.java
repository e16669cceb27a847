/** What every social platform looks like to the publisher. */
@NullMarked
package com.postpilot.publisher.platform;

import org.jspecify.annotations.NullMarked;
