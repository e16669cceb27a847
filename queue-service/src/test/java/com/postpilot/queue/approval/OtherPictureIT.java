package com.postpilot.queue.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.queue.QueueServiceIT;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A shop may put another picture where the old one was, and tell nobody. */
class OtherPictureIT extends QueueServiceIT {
  private final String front = "http://shop.example/%s/front.jpg".formatted(shop.id);
  private final String back = "http://shop.example/%s/back.jpg".formatted(shop.id);

  @Test
  void anotherPictureAtTheSameAddressIsNoticedWhenItIsScheduled() {
    var item = approved();
    NEIGHBOURS.repaint(back);

    var refusal = schedule(item).is(409);

    assertThat(refusal.code()).isEqualTo("approval_required");
    assertThat(refusal.at("/detail")).contains("another one now");
    assertThat(refusal.at("/allowed")).contains("approve");
    assertThat(shop.status(item)).isEqualTo("IN_REVIEW");
    assertThat(shop.get("/queue/" + item + "/versions").at("/items/0/reason"))
        .contains("same address");
    assertThat(NEIGHBOURS.postsOf(item)).isEmpty();

    shop.post("/queue/" + item + "/approve", "{}").is(200);
    schedule(item).is(200);
    assertThat(NEIGHBOURS.postsOf(item)).hasSize(1);
  }

  @Test
  void theSamePicturesAreScheduled() {
    schedule(approved()).is(200);
  }

  @Test
  void aPictureThatIsGoneIsPublishedAsItWasApproved() {
    var item = approved();
    var media = shop.read(item).at("/approval/media");
    NEIGHBOURS.remove(front);

    schedule(item).is(200);

    assertThat(NEIGHBOURS.postsOf(item).getFirst().at("/media/0/id").asString())
        .isEqualTo(media.substring(2, 38));
  }

  @Test
  void beforeItIsKnownNothingIsScheduled() {
    var item = approved();
    NEIGHBOURS.deaf(shop.id, true);

    schedule(item).is(503);

    assertThat(shop.status(item)).isEqualTo("APPROVED");
  }

  private UUID approved() {
    var item =
        shop.post(
                "/queue",
                json(
                    "{'title': 'Mug', 'images': ['%s', '%s'], 'platforms': ['INSTAGRAM']}"
                        .formatted(front, back)))
            .is(201)
            .id();
    shop.patch(item, json("{'captions': {'INSTAGRAM': {'caption': 'A mug.'}}}")).is(200);
    shop.post("/queue/" + item + "/approve", "{}").is(200);
    return item;
  }

  private Reply schedule(UUID item) {
    return shop.post(
        "/queue/" + item + "/schedule",
        json(
            "{'account_ids': ['%s'], 'schedule': {'scheduled_at': '2099-01-01T09:00:00Z'}}"
                .formatted(NEIGHBOURS.account("INSTAGRAM"))));
  }
}
