package com.postpilot.queue.product;

import java.util.UUID;

/** A product as one of its versions knew it. */
public record Product(UUID id, int version, ProductFacts facts) {}
