package com.postpilot.sandbox.feed;

import com.postpilot.sandbox.clock.SandboxClock;
import com.postpilot.sandbox.journal.Journal;
import com.postpilot.sandbox.media.MediaFile;
import com.postpilot.sandbox.media.MediaStore;
import com.postpilot.sandbox.page.Pages;
import com.postpilot.sandbox.publication.Publication;
import com.postpilot.sandbox.publication.Publications;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What followers see, lagging API or not. */
@Controller
class FeedController {

  private static final int SHOWN = 60;

  private final Publications publications;
  private final MediaStore media;
  private final Pages pages;
  private final Journal journal;
  private final SandboxClock clock;

  FeedController(
      Publications publications,
      MediaStore media,
      Pages pages,
      Journal journal,
      SandboxClock clock) {
    this.publications = publications;
    this.media = media;
    this.pages = pages;
    this.journal = journal;
    this.clock = clock;
  }

  @GetMapping("/")
  ResponseEntity<String> feed() {
    return page(journal.exclusively(() -> publications.latest(SHOWN)), false);
  }

  /** Where a permalink leads. */
  @GetMapping({
    "/ig-www/p/*/",
    "/ig-www/reel/*/",
    "/fb-www/*/posts/*/",
    "/fb-www/reel/*/",
    "/tiktok-www/*/*/*"
  })
  ResponseEntity<String> post(HttpServletRequest request) {
    return journal
        .exclusively(() -> publications.at(request.getRequestURI()))
        .map(post -> page(List.of(post), true))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }

  @GetMapping("/media/{name}")
  ResponseEntity<Resource> file(@PathVariable String name) {
    return MediaFile.named(name)
        .filter(media::has)
        .map(
            file ->
                ResponseEntity.ok()
                    .contentType(file.format().contentType())
                    .cacheControl(CacheControl.maxAge(Duration.ofDays(365)).immutable())
                    .header("X-Content-Type-Options", "nosniff")
                    .<Resource>body(new FileSystemResource(media.path(file))))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }

  private ResponseEntity<String> page(List<Publication> posts, boolean single) {
    var now = clock.instant();
    var cards = posts.stream().map(post -> PostCard.of(post, now)).toList();
    return pages.page(HttpStatus.OK, "feed", new FeedPage(cards, single, cards.isEmpty()));
  }

  record FeedPage(List<PostCard> posts, boolean single, boolean empty) {}
}
