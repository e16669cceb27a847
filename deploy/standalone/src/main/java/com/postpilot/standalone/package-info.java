/** The whole suite in one JVM, and the list of its services that whoever starts them goes by. */
@NullMarked
package com.postpilot.standalone;

import org.jspecify.annotations.NullMarked;
