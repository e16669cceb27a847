package com.postpilot.e2e.client;

import java.nio.charset.StandardCharsets;

/** A product file as Shopify exports it, as far as it matters. */
public final class ShopifyExport {
  private final StringBuilder rows =
      new StringBuilder(
          "Handle,Title,Body (HTML),Vendor,Published,Option1 Name,Option1 Value,"
              + "Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,"
              + "Variant Price,Image Src,Image Position,Status\n");

  /** A product that is on sale. */
  public ShopifyExport product(String handle, String title, String price, int stock, String image) {
    row(handle, title, "active", price, stock, image);
    return this;
  }

  /** A product that nobody can buy yet. */
  public ShopifyExport draft(String handle, String title) {
    row(handle, title, "draft", "1.00", 1, "");
    return this;
  }

  private void row(
      String handle, String title, String status, String price, int stock, String image) {
    rows.append(
        "%s,\"%s\",\"<p>Stoneware, thrown by hand.</p>\n<p>Holds 350 ml.</p>\",Kiln & Co,true,"
            .formatted(handle, title));
    rows.append(
        "Title,Default Title,shopify,%d,deny,%s,%s,1,%s%n".formatted(stock, price, image, status));
  }

  public byte[] bytes() {
    return rows.toString().getBytes(StandardCharsets.UTF_8);
  }
}
