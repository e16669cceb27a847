/** Captions that are to be written: rows that survive a crash, each with one effect. */
@NullMarked
package com.postpilot.queue.generation;

import org.jspecify.annotations.NullMarked;
