package com.postpilot.sandbox.instagram.account;

import com.postpilot.sandbox.graph.Fields;
import com.postpilot.sandbox.handle.Handle;
import java.util.function.ToIntFunction;

/** A profile as the API shows it. */
final class ProfileFields {

  private ProfileFields() {}

  /** Links lead to the sandbox, where a browser can open them. */
  static Fields<Profile> seenFrom(String origin, ToIntFunction<Profile> countMedia) {
    return new Fields<Profile>()
        .with("id", Profile::appScopedId)
        .with("user_id", Profile::id)
        .with("username", Profile::handle)
        .with("name", Profile::name)
        .with("account_type", profile -> "BUSINESS")
        .with("profile_picture_url", profile -> origin + new Handle(profile.handle()).avatarPath())
        .with("biography", profile -> "A shop in the PostPilot sandbox")
        .with("followers_count", profile -> 0)
        .with("follows_count", profile -> 0)
        .with("media_count", countMedia::applyAsInt);
  }
}
