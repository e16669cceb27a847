package com.postpilot.demo;

import com.postpilot.demo.client.Item;
import com.postpilot.demo.client.Queue;
import com.postpilot.demo.client.Refusal;
import com.postpilot.demo.client.Workspace;
import com.postpilot.demo.product.ProductCard;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sees to it that each item has pictures that can be had, and draws one where they cannot. */
final class Picturing {
  private final Workspace workspace;
  private final Queue queue;
  private final PrintStream out;
  private final Map<String, Integer> reasons = new TreeMap<>();

  Picturing(Workspace workspace, PrintStream out) {
    this.workspace = workspace;
    this.queue = workspace.queue();
    this.out = out;
  }

  void run(List<Item> items) throws InterruptedException {
    Parallel.all(
        items,
        item -> {
          picture(item);
          return item;
        });
    reasons.forEach(
        (reason, count) ->
            out.println(
                "%d %s could not be fetched, and a product card was drawn instead: %s"
                    .formatted(count, count == 1 ? "picture" : "pictures", reason)));
  }

  private void picture(Item item) {
    var images = item.product().images();
    if (images.isEmpty()) {
      draw(item, "The file names none.");
      return;
    }
    try {
      // All of them: an approval takes in as many as a post can show, and refuses if one is
      // missing.
      images.forEach(workspace::fetchPicture);
    } catch (Refusal e) {
      draw(item, e.reason());
    }
  }

  private void draw(Item item, String reason) {
    var jpeg = ProductCard.jpeg(item.product());
    queue.show(item, workspace.upload(item.product().id() + ".jpg", jpeg));
    synchronized (reasons) {
      reasons.merge(reason, 1, Integer::sum);
    }
  }
}
