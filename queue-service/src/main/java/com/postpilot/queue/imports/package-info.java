/** Imports: files of products that are read, reported on row by row, and then committed. */
@NullMarked
package com.postpilot.queue.imports;

import org.jspecify.annotations.NullMarked;
