/** The main job on real input: the products of a shop, published on three platforms and counted. */
@NullMarked
package com.postpilot.demo;

import org.jspecify.annotations.NullMarked;
