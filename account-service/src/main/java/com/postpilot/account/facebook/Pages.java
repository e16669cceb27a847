package com.postpilot.account.facebook;

import com.postpilot.account.oauth.Exchange;
import com.postpilot.account.oauth.Identity;
import com.postpilot.account.oauth.Keys;
import com.postpilot.account.oauth.Secret;
import com.postpilot.account.oauth.Token;
import com.postpilot.account.remote.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The Pages of one person: those that posts can go out to, and the others. */
final class Pages {
  private final String userId;
  private final Secret userToken;
  private final Instant now;
  private final @Nullable Instant endsAt;
  private final List<Exchange.Candidate> candidates = new ArrayList<>();
  private final List<Exchange.Excluded> excluded = new ArrayList<>();

  /**
   * @param endsAt when Facebook lets the app see nothing more of this person
   */
  Pages(String userId, Secret userToken, Instant now, @Nullable Instant endsAt) {
    this.userId = userId;
    this.userToken = userToken;
    this.now = now;
    this.endsAt = endsAt;
  }

  List<Exchange.Candidate> candidates() {
    return candidates;
  }

  List<Exchange.Excluded> excluded() {
    return excluded;
  }

  void add(JsonNode page) {
    var id = Answer.text(page, "id");
    if (id.isEmpty()) {
      return;
    }
    var name = Answer.text(page, "name").orElse(id.get());
    var token = Answer.text(page, "access_token");
    if (token.isEmpty() || !mayPublish(page)) {
      excluded.add(
          new Exchange.Excluded(
              id.get(),
              name,
              "You may not create content on this Page. Ask one of its admins for that right,"
                  + " then connect again."));
      return;
    }
    candidates.add(
        new Exchange.Candidate(
            new Identity(
                id.get(),
                Answer.text(page, "username").orElse(name),
                name,
                Answer.url(page.path("picture").path("data"), "url").orElse(null)),
            userId,
            // A Page's token that comes of a long-lived one has no end of its own.
            new Token(new Keys(new Secret(token.get()), userToken), now, null, now, endsAt)));
  }

  private static boolean mayPublish(JsonNode page) {
    return Answer.texts(page.path("tasks")).contains("CREATE_CONTENT");
  }
}
