/** What the tests of this service share: a fake Instagram, a client, a look into the database. */
@NullMarked
package com.postpilot.account.testing;

import org.jspecify.annotations.NullMarked;
