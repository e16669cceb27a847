package com.postpilot.sandbox.tiktok.account;

import com.postpilot.sandbox.clock.SandboxClock;
import com.postpilot.sandbox.graph.Opaque;
import com.postpilot.sandbox.journal.Journal;
import com.postpilot.sandbox.limit.CurrentLimits;
import com.postpilot.sandbox.tiktok.account.CreatorFact.CreatorConsented;
import com.postpilot.sandbox.tiktok.account.CreatorFact.CreatorSeen;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** A creator lets the app in. */
@Component("tikTokConsent")
class Consent {

  /** Shops to choose from on the consent page of a sandbox where nobody has been yet. */
  private static final List<String> SUGGESTED =
      List.of("linen.and.loam", "northlight.ceramics", "fern_and_fable");

  private final Creators creators;
  private final Journal journal;
  private final SandboxClock clock;
  private final CurrentLimits limits;

  Consent(Creators creators, Journal journal, SandboxClock clock, CurrentLimits limits) {
    this.creators = creators;
    this.journal = journal;
    this.clock = clock;
    this.limits = limits;
  }

  /** The creators that a user may be, the suggested ones first. */
  List<Creator> candidates() {
    var candidates = new LinkedHashMap<String, Creator>();
    for (var handle : SUGGESTED) {
      candidates.put(handle, Creator.named(handle));
    }
    journal
        .exclusively(creators::all)
        .forEach(creator -> candidates.put(creator.handle(), creator));
    return List.copyOf(candidates.values());
  }

  /**
   * Returns a code for the owner of the handle; a handle that is new joins TikTok first.
   *
   * @param isPrivate who may see the account from now on; empty leaves it as it is
   */
  String approve(
      String handle,
      Optional<Boolean> isPrivate,
      AuthorizationRequest request,
      Set<Scope> granted) {
    return journal.exclusively(
        () -> {
          var joining = Creator.named(handle);
          var known = creators.find(joining.openId());
          var before = known.orElse(joining);
          var creator = before.withPrivateAccount(isPrivate.orElse(before.privateAccount()));
          if (!known.equals(Optional.of(creator))) {
            journal.append(new CreatorSeen(creator));
          }
          var code =
              new ConsentCode(
                  Opaque.text(60) + "*1!4876.va",
                  creator.openId(),
                  request.redirectUri(),
                  granted,
                  request.codeChallenge(),
                  clock.instant().plusSeconds(limits.tiktok().codeSeconds()));
          journal.append(new CreatorConsented(code));
          return code.value();
        });
  }
}
