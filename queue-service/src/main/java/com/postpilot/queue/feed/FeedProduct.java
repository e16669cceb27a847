package com.postpilot.queue.feed;

import com.postpilot.common.web.Problem.FieldError;
import com.postpilot.queue.product.ProductInput;
import java.util.List;

/**
 * A product as one place of a file describes it.
 *
 * <p>Lines that follow each other and are variants of the same product come as one. Where others of
 * them stand further down, they come again with the same external id: the first is the product, the
 * later ones are to be reported as duplicates, for only the first says what the product is.
 *
 * @param row its first: as a spreadsheet counts, the header being row 1, or the number of the item
 *     in XML, from 1
 * @param product what was understood; whether it is a product at all, its own check tells
 * @param problems what was not understood; with one, the product is not to be taken
 * @param variants how many of the file's variants are folded into it
 */
public record FeedProduct(int row, ProductInput product, List<FieldError> problems, int variants) {

  public FeedProduct {
    problems = List.copyOf(problems);
  }
}
