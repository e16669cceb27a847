/**
 * Instagram content publishing: containers, the visible step, and reading back what was published.
 */
@NullMarked
package com.postpilot.sandbox.instagram.publishing;

import org.jspecify.annotations.NullMarked;
