/** Pages of few words, for people who come to a service that has no pages. */
@NullMarked
package com.postpilot.account.page;

import org.jspecify.annotations.NullMarked;
