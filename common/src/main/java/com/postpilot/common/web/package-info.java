/** What every HTTP edge shares: problems, request ids, paging, strict input. */
@NullMarked
package com.postpilot.common.web;

import org.jspecify.annotations.NullMarked;
