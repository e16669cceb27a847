/** The ledger of publications and of every remote call: what was sent, what is known of it. */
@NullMarked
package com.postpilot.publisher.ledger;

import org.jspecify.annotations.NullMarked;
