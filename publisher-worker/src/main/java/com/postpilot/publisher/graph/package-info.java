/** Meta's Graph API: what Instagram and Facebook have in common. */
@NullMarked
package com.postpilot.publisher.graph;

import org.jspecify.annotations.NullMarked;
