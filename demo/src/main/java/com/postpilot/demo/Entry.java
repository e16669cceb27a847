package com.postpilot.demo;

import com.postpilot.demo.client.Item;
import java.time.Instant;
import java.util.UUID;

/** An item as it was approved, the post that was made of it, and when that is due. */
record Entry(Item item, UUID post, Instant due) {}
