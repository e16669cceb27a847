package com.postpilot.queue.item;

import com.postpilot.queue.product.ProductFacts;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Finds what a caption claims without support; within the transaction that stores it. */
@FunctionalInterface
public interface CaptionCheck {
  List<Unsupported> check(
      UUID workspaceId, ProductFacts facts, Locale language, String caption, List<String> hashtags);
}
