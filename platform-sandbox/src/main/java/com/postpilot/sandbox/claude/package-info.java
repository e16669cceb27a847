/**
 * Claude's Messages API: what it asks for, what it refuses, and answers that fit the schema sent.
 */
@NullMarked
package com.postpilot.sandbox.claude;

import org.jspecify.annotations.NullMarked;
