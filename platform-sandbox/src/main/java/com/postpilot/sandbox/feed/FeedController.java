package com.postpilot.sandbox.feed;

import com.postpilot.sandbox.clock.SandboxClock;
import com.postpilot.sandbox.journal.Journal;
import com.postpilot.sandbox.media.Pictures;
import com.postpilot.sandbox.page.Pages;
import com.postpilot.sandbox.publication.Publication;
import com.postpilot.sandbox.publication.Publications;
import java.time.Duration;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What followers see, lagging API or not. */
@Controller
class FeedController {

  private static final int SHOWN = 60;

  private final Publications publications;
  private final Pictures pictures;
  private final Pages pages;
  private final Journal journal;
  private final SandboxClock clock;

  FeedController(
      Publications publications,
      Pictures pictures,
      Pages pages,
      Journal journal,
      SandboxClock clock) {
    this.publications = publications;
    this.pictures = pictures;
    this.pages = pages;
    this.journal = journal;
    this.clock = clock;
  }

  @GetMapping("/")
  ResponseEntity<String> feed() {
    return page(journal.exclusively(() -> publications.latest(SHOWN)), false);
  }

  /** Where a permalink leads. */
  @GetMapping("/ig-www/p/{shortcode}/")
  ResponseEntity<String> post(@PathVariable String shortcode) {
    return journal
        .exclusively(() -> publications.withShortcode(shortcode))
        .map(post -> page(List.of(post), true))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }

  @GetMapping("/pictures/{sha256}.jpg")
  ResponseEntity<byte[]> picture(@PathVariable String sha256) {
    return pictures
        .find(sha256)
        .map(
            bytes ->
                ResponseEntity.ok()
                    .contentType(MediaType.IMAGE_JPEG)
                    .cacheControl(CacheControl.maxAge(Duration.ofDays(365)).immutable())
                    .header("X-Content-Type-Options", "nosniff")
                    .body(bytes))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }

  private ResponseEntity<String> page(List<Publication> posts, boolean single) {
    var now = clock.instant();
    var cards = posts.stream().map(post -> PostCard.of(post, now)).toList();
    return pages.page(HttpStatus.OK, "feed", new FeedPage(cards, single, cards.isEmpty()));
  }

  record FeedPage(List<PostCard> posts, boolean single, boolean empty) {}
}
