package com.postpilot.queue.product;

import java.util.UUID;

/**
 * A product has a version more. A Spring event within the transaction that made it, so that what
 * follows for the items of the product is one with the change.
 *
 * @param by who changed it
 * @param version the new one; the one before it has the facts that no longer hold
 */
public record ProductChanged(UUID workspaceId, UUID productId, UUID by, int version) {}
