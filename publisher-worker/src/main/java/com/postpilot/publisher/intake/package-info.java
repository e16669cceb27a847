/** Deliveries from Kafka into the ledger. */
@NullMarked
package com.postpilot.publisher.intake;

import org.jspecify.annotations.NullMarked;
