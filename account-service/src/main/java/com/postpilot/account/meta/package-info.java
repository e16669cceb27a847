/** What Instagram and Facebook have in common: the Graph API's answers and signatures. */
@NullMarked
package com.postpilot.account.meta;

import org.jspecify.annotations.NullMarked;
