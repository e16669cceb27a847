package com.postpilot.demo.product;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a shop sells, whatever the number of its variants.
 *
 * @param description plain text, perhaps empty
 * @param vendor perhaps empty
 * @param picture address of its first picture
 * @param pictureText what the picture shows, perhaps empty
 */
public record Product(
    String handle,
    String title,
    String description,
    String vendor,
    List<String> tags,
    @Nullable Price price,
    @Nullable String picture,
    String pictureText) {

  public Product {
    tags = List.copyOf(tags);
  }
}
