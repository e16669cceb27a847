/** What the services share: contracts and thin platform plumbing, never a business rule. */
@NullMarked
package com.postpilot.common;

import org.jspecify.annotations.NullMarked;
