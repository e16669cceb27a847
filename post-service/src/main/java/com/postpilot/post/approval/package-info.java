/** What a workspace asks for before a post is scheduled, as queue-service tells it. */
@NullMarked
package com.postpilot.post.approval;

import org.jspecify.annotations.NullMarked;
