/**
 * The conventions that Instagram and Facebook share on the wire: parameters, versions, errors,
 * usage headers.
 */
@NullMarked
package com.postpilot.sandbox.graph;

import org.jspecify.annotations.NullMarked;
