package com.postpilot.post.dispatch;

import com.postpilot.common.contract.PostDue;
import java.time.Instant;

/**
 * A dispatched target and what is announced of it.
 *
 * @param due its event id is the delivery id
 * @param dispatchedAt by the database's clock
 */
record Claimed(PostDue due, Instant dispatchedAt) {}
