/** Videos: what a file says of itself, and the ones that a platform took in. */
@NullMarked
package com.postpilot.sandbox.video;

import org.jspecify.annotations.NullMarked;
