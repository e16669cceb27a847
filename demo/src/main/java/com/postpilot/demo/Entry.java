package com.postpilot.demo;

import com.postpilot.demo.product.Caption;
import com.postpilot.demo.product.Product;
import java.time.Instant;
import java.util.UUID;

/** A product, the post that was made of it, and when that is due. */
record Entry(Product product, Caption caption, UUID post, Instant due) {}
