package com.postpilot.post.authoring;

import com.postpilot.common.contract.PostDue;
import com.postpilot.common.security.Caller;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import com.postpilot.post.account.AccountService;
import com.postpilot.post.account.SocialAccount;
import com.postpilot.post.authoring.PostInput.MediaInput;
import com.postpilot.post.authoring.PostInput.TargetInput;
import com.postpilot.post.media.MediaLibrary;
import com.postpilot.post.media.MediaObject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What posts are made of: the accounts and media that a request names. */
@Component
class Ingredients {
  private final AccountService accountService;
  private final MediaLibrary library;
  private final Clock clock;

  Ingredients(AccountService accountService, MediaLibrary library, Clock clock) {
    this.accountService = accountService;
    this.library = library;
    this.clock = clock;
  }

  /**
   * The accounts of {@code targets}, by id, whose options have been checked; outside transactions.
   *
   * @throws Problem 404 for an account that there is not, 422 for options that its platform does
   *     not have
   */
  Map<UUID, SocialAccount> accounts(UUID workspaceId, List<TargetInput> targets) {
    var found =
        accountService.find(workspaceId, targets.stream().map(TargetInput::account).toList());
    var input = new PostInput();
    for (int i = 0; i < targets.size(); i++) {
      var account = found.get(targets.get(i).account());
      if (account == null) {
        throw Problem.at(
            ProblemCode.NOT_FOUND,
            "targets[%d].account_id".formatted(i),
            "There is no account %s.".formatted(targets.get(i).accountId()));
      }
      TargetOptions.check(i, account.platform(), targets.get(i).options(), clock.instant(), input);
    }
    input.check();
    return found;
  }

  /** What stands behind URLs, by its place in the list; outside transactions. */
  Map<Integer, MediaLibrary.Fetched> fetch(UUID workspaceId, List<MediaInput> media) {
    var fetched = new HashMap<Integer, MediaLibrary.Fetched>();
    var deadline = library.deadline();
    for (int i = 0; i < media.size(); i++) {
      var url = media.get(i).url();
      if (url != null) {
        fetched.put(
            i,
            library.fetch(
                workspaceId, url, media.get(i).altText(), "media[%d].url".formatted(i), deadline));
      }
    }
    return fetched;
  }

  /** What stands behind URLs, by its place in the list, only looked at; outside transactions. */
  Map<Integer, MediaObject> look(List<MediaInput> media) {
    var seen = new HashMap<Integer, MediaObject>();
    var deadline = library.deadline();
    for (int i = 0; i < media.size(); i++) {
      var url = media.get(i).url();
      if (url != null) {
        seen.put(
            i, library.look(url, media.get(i).altText(), "media[%d].url".formatted(i), deadline));
      }
    }
    return seen;
  }

  /** The media of a list; what was fetched for it becomes part of the library. */
  List<MediaObject> media(
      Caller caller, List<MediaInput> inputs, Map<Integer, MediaLibrary.Fetched> fetched) {
    var known = known(caller.workspaceId(), inputs);
    var media = new ArrayList<MediaObject>();
    for (int i = 0; i < inputs.size(); i++) {
      var fresh = fetched.get(i);
      media.add(
          fresh == null
              ? known(known, i, inputs.get(i).id())
              : library.add(caller.workspaceId(), caller.userId(), fresh));
    }
    return media;
  }

  /** Those of the library among a list, by their ids. */
  Map<UUID, MediaObject> known(UUID workspaceId, List<MediaInput> inputs) {
    return library.find(
        workspaceId, inputs.stream().map(MediaInput::id).filter(Objects::nonNull).toList());
  }

  /**
   * @throws Problem 404 that names the place in the list
   */
  static MediaObject known(Map<UUID, MediaObject> known, int index, @Nullable UUID id) {
    return known("media[%d].id".formatted(index), known, id);
  }

  private static MediaObject known(String field, Map<UUID, MediaObject> known, @Nullable UUID id) {
    var medium = known.get(id);
    if (medium == null) {
      throw Problem.at(
          ProblemCode.NOT_FOUND,
          field,
          "There is no medium %s whose upload is complete.".formatted(id));
    }
    return medium;
  }

  /**
   * These media, in this order; within a transaction.
   *
   * @throws Problem 404 that names the place in the list
   */
  List<MediaObject> stored(UUID workspaceId, List<UUID> ids) {
    var known = library.find(workspaceId, ids);
    var media = new ArrayList<MediaObject>();
    for (int i = 0; i < ids.size(); i++) {
      media.add(known(known, i, ids.get(i)));
    }
    return media;
  }

  /** The media of a stored post, in order. */
  List<MediaObject> media(UUID workspaceId, Collection<UUID> ids) {
    var known = library.find(workspaceId, ids);
    return ids.stream().map(id -> Objects.requireNonNull(known.get(id))).toList();
  }

  static List<UUID> ids(List<MediaObject> media) {
    return media.stream().map(MediaObject::id).toList();
  }

  /**
   * Media that single targets publish instead of the post's.
   *
   * @throws Problem 404 that names the place in the lists
   */
  Map<UUID, MediaObject> ownMedia(UUID workspaceId, List<TargetInput> targets) {
    var known =
        library.find(
            workspaceId, targets.stream().flatMap(target -> target.mediaIds().stream()).toList());
    for (int i = 0; i < targets.size(); i++) {
      var ids = targets.get(i).mediaIds();
      for (int j = 0; j < ids.size(); j++) {
        known("targets[%d].media[%d].id".formatted(i, j), known, ids.get(j));
      }
    }
    return known;
  }

  /** All media of a stored post and its targets, by their ids. */
  Map<UUID, MediaObject> known(Post post) {
    return library.find(post.workspaceId(), post.allMediaIds());
  }

  /** All media of a post and its targets as the publisher gets them, by their ids. */
  Map<UUID, PostDue.Media> renditions(Post post) {
    var renditions = new HashMap<UUID, PostDue.Media>();
    known(post)
        .forEach(
            (id, medium) ->
                renditions.put(
                    id,
                    new PostDue.Media(
                        medium.key(),
                        medium.sha256(),
                        medium.kind(),
                        medium.contentType(),
                        medium.size(),
                        medium.durationMs(),
                        medium.altText())));
    return renditions;
  }
}
