/** Faults on demand: what can go wrong with a call, armed from outside. */
@NullMarked
package com.postpilot.sandbox.fault;

import org.jspecify.annotations.NullMarked;
