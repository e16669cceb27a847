package com.postpilot.queue.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.queue.Neighbours;
import com.postpilot.queue.QueueServiceIT;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OwnMediaIT extends QueueServiceIT {
  private static final String PICTURE = "http://shop.example/mug.jpg";

  private final UUID video = NEIGHBOURS.upload();
  private final UUID card = NEIGHBOURS.upload();

  @Test
  void anItemShowsItsOwnMediaInsteadOfThePicturesOfItsProduct() {
    var item = product(PICTURE, "24.90", ", 'media': " + media(video, card));
    assertThat(shop.read(item).at("/media/0/id")).isEqualTo(video.toString());
    assertThat(shop.read(item).at("/media/1/id")).isEqualTo(card.toString());
    write(item);

    var approved = approve(item).is(200);

    assertThat(approved.at("/approval/media")).isEqualTo("[\"%s\",\"%s\"]".formatted(video, card));
    schedule(item).is(200);
    assertThat(NEIGHBOURS.postsOf(item).getFirst().get("media").toString())
        .isEqualTo(media(video, card).replace('\'', '"').replace(" ", ""));
  }

  @Test
  void otherMediaAreOtherContentAndTheVersionsKnowThem() {
    var item = product(PICTURE, "24.90", "");
    assertThat(shop.read(item).at("/media")).isEqualTo("null");
    write(item);
    var pictures = approve(item).is(200).at("/approval/content_hashes/INSTAGRAM");

    var edited = shop.patch(item, json("{'media': %s}".formatted(media(card)))).is(200);
    assertThat(edited.at("/status")).isEqualTo("IN_REVIEW");
    assertThat(edited.at("/approval")).isEqualTo("null");
    assertThat(edited.at("/media/0/id")).isEqualTo(card.toString());
    assertThat(approve(item).is(200).at("/approval/content_hashes/INSTAGRAM"))
        .isNotEqualTo(pictures);

    shop.patch(item, json("{'tone': 'LUXURY'}")).is(200);
    assertThat(shop.read(item).at("/media/0/id")).isEqualTo(card.toString());

    shop.patch(item, json("{'media': null}")).is(200);
    var again = approve(item).is(200);
    assertThat(again.at("/media")).isEqualTo("null");
    assertThat(again.at("/approval/media/0")).isEqualTo(Neighbours.medium(PICTURE).toString());

    var versions = shop.get("/queue/" + item + "/versions").is(200);
    assertThat(versions.at("/items/0/media")).isEqualTo("null");
    assertThat(versions.at("/items/2/media/0/id")).isEqualTo(card.toString());
  }

  @Test
  void otherMediaTakeThePostOffItsSchedule() {
    var item = product(PICTURE, "24.90", "");
    write(item);
    approve(item).is(200);
    var post = UUID.fromString(schedule(item).is(200).at("/post_id"));

    shop.patch(item, json("{'media': %s}".formatted(media(card)))).is(200);

    assertThat(NEIGHBOURS.told(post)).containsExactly("unschedule");
    assertThat(shop.status(item)).isEqualTo("IN_REVIEW");
  }

  @Test
  void whatIsNotInTheLibraryIsNamedWhenItIsApproved() {
    var item = product(PICTURE, "24.90", ", 'media': " + media(card, UUID.randomUUID()));
    write(item);

    var refusal = approve(item).is(422);

    assertThat(refusal.field()).isEqualTo("media[1].id");
    assertThat(refusal.at("/errors/0/code")).isEqualTo("not_found");
    assertThat(shop.status(item)).isEqualTo("IN_REVIEW");
  }

  @Test
  void aPictureThatCannotBeFetchedIsNamedWithTheWayOut() {
    var item = product("http://shop.example/missing.jpg", "24.90", "");
    write(item);

    var refusal = approve(item).is(422);
    assertThat(refusal.field()).isEqualTo("product.images[0]");
    assertThat(refusal.at("/errors/0/message"))
        .contains("http://shop.example/missing.jpg")
        .contains("There is none.")
        .contains("media of its own");

    shop.patch(item, json("{'media': %s}".formatted(media(card)))).is(200);
    approve(item).is(200);
  }

  @Test
  void thePicturesOfItsProductMatterNoMoreButItsPriceDoes() {
    var item = product(PICTURE, "24.90", ", 'media': " + media(card));
    write(item);
    approve(item).is(200);

    product("http://shop.example/other.jpg", "24.90", "");
    assertThat(shop.status(item)).isEqualTo("APPROVED");

    var post = UUID.fromString(schedule(item).is(200).at("/post_id"));
    product(PICTURE, "24.90", "");
    assertThat(NEIGHBOURS.told(post)).isEmpty();
    product(PICTURE, "19.90", "");
    await().untilAsserted(() -> assertThat(NEIGHBOURS.told(post)).containsExactly("hold"));
  }

  private UUID product(String picture, String price, String more) {
    return shop.post(
            "/queue",
            json(
                """
                {'external_product_id': 'mug', 'title': 'Mug', 'price': %s, 'currency': 'EUR',
                 'images': ['%s'], 'platforms': ['INSTAGRAM']%s}"""
                    .formatted(price, picture, more)))
        .id();
  }

  private void write(UUID item) {
    shop.patch(item, json("{'captions': {'INSTAGRAM': {'caption': 'A mug.'}}}")).is(200);
  }

  private Reply approve(UUID item) {
    return shop.post("/queue/" + item + "/approve", "{}");
  }

  private Reply schedule(UUID item) {
    return shop.post(
        "/queue/" + item + "/schedule",
        json(
            "{'account_ids': ['%s'], 'schedule': {'scheduled_at': '2099-01-01T09:00:00Z'}}"
                .formatted(NEIGHBOURS.account("INSTAGRAM"))));
  }

  private static String media(UUID... ids) {
    return Arrays.stream(ids)
        .map("{'id': '%s'}"::formatted)
        .collect(Collectors.joining(",", "[", "]"));
  }
}
