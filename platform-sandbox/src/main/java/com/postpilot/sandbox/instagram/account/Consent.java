package com.postpilot.sandbox.instagram.account;

import com.postpilot.sandbox.clock.SandboxClock;
import com.postpilot.sandbox.graph.Opaque;
import com.postpilot.sandbox.instagram.account.AccountFact.CodeIssued;
import com.postpilot.sandbox.instagram.account.AccountFact.ProfileCreated;
import com.postpilot.sandbox.journal.Journal;
import com.postpilot.sandbox.limit.CurrentLimits;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** A user lets the app in. */
@Component
class Consent {

  /** Shops to choose from on the consent page of a sandbox where nobody has been yet. */
  private static final List<String> SUGGESTED =
      List.of("linen.and.loam", "northlight.ceramics", "fern_and_fable");

  private final Accounts accounts;
  private final Journal journal;
  private final SandboxClock clock;
  private final CurrentLimits limits;

  Consent(Accounts accounts, Journal journal, SandboxClock clock, CurrentLimits limits) {
    this.accounts = accounts;
    this.journal = journal;
    this.clock = clock;
    this.limits = limits;
  }

  /** The profiles that a user may be, the suggested ones first. */
  List<Profile> candidates() {
    var known = journal.exclusively(accounts::profiles);
    return Stream.concat(SUGGESTED.stream().map(Profile::named), known.stream())
        .distinct()
        .toList();
  }

  /** Returns a code for the owner of the handle; a handle that is new joins Instagram first. */
  String approve(String handle, String redirectUri, Set<Scope> scopes) {
    return journal.exclusively(
        () -> {
          var profile = Profile.named(handle);
          if (!accounts.hasProfile(profile.id())) {
            journal.append(new ProfileCreated(profile));
          }
          var expiresAt = clock.instant().plusSeconds(limits.instagram().codeSeconds());
          var code =
              new AuthorizationCode(
                  "AQ" + Opaque.text(120), profile.id(), redirectUri, scopes, expiresAt);
          journal.append(new CodeIssued(code));
          return code.value();
        });
  }
}
