/** Products as a shop exports them, and the caption and the picture that are made of one. */
@NullMarked
package com.postpilot.demo.product;

import org.jspecify.annotations.NullMarked;
