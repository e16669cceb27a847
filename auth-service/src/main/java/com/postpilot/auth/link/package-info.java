/** Links that are sent by mail: whoever has one reads the mail of an address. */
@NullMarked
package com.postpilot.auth.link;

import org.jspecify.annotations.NullMarked;
