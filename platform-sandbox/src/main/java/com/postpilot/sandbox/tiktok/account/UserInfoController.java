package com.postpilot.sandbox.tiktok.account;

import com.postpilot.sandbox.journal.Journal;
import com.postpilot.sandbox.publication.Publications;
import com.postpilot.sandbox.tiktok.api.Envelope;
import com.postpilot.sandbox.tiktok.api.FieldReaders;
import com.postpilot.sandbox.tiktok.api.TikTokApi;
import com.postpilot.sandbox.tiktok.api.TikTokRequest;
import com.postpilot.sandbox.traffic.Operation;
import com.postpilot.sandbox.traffic.Platform;
import java.util.Map;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;

/** Who the creator is. A field whose scope was not granted fails the whole call. */
@TikTokApi
class UserInfoController {

  private static final Set<String> PROFILE =
      Set.of("bio_description", "profile_deep_link", "is_verified", "username");
  private static final Set<String> STATS =
      Set.of("follower_count", "following_count", "likes_count", "video_count");

  private final TikTokDoor door;
  private final Publications publications;
  private final Journal journal;

  UserInfoController(TikTokDoor door, Publications publications, Journal journal) {
    this.door = door;
    this.publications = publications;
    this.journal = journal;
  }

  @GetMapping("/tiktok/v2/user/info/")
  Envelope read(TikTokRequest request) {
    return door.enter(
        request,
        Operation.PROFILE,
        Scope.USER_INFO_BASIC,
        visit -> {
          var names = request.fields();
          names.forEach(name -> requireScope(name, visit.scopes()));
          var user = readers(request.origin()).show(visit.creator(), names);
          return Envelope.of(Map.of("user", user));
        });
  }

  private static void requireScope(String field, Set<Scope> granted) {
    var needed =
        PROFILE.contains(field)
            ? Scope.USER_INFO_PROFILE
            : STATS.contains(field) ? Scope.USER_INFO_STATS : Scope.USER_INFO_BASIC;
    if (!granted.contains(needed)) {
      throw Sessions.scopeMissing(needed);
    }
  }

  private FieldReaders<Creator> readers(String origin) {
    return new FieldReaders<Creator>()
        .with("open_id", Creator::openId)
        .with("union_id", Creator::unionId)
        .with("avatar_url", creator -> origin + creator.avatarPath())
        .with("avatar_url_100", creator -> origin + creator.avatarPath())
        .with("avatar_large_url", creator -> origin + creator.avatarPath())
        .with("display_name", Creator::nickname)
        .with("bio_description", creator -> "")
        .with("profile_deep_link", creator -> origin + creator.profilePath())
        .with("is_verified", creator -> false)
        .with("username", Creator::handle)
        .with("follower_count", creator -> 0)
        .with("following_count", creator -> 0)
        .with("likes_count", creator -> 0)
        .with("video_count", this::countPosts);
  }

  private int countPosts(Creator creator) {
    return journal.exclusively(() -> publications.of(Platform.TIKTOK, creator.openId()).size());
  }
}
