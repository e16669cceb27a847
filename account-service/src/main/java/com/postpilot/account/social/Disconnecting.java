package com.postpilot.account.social;

import com.postpilot.account.oauth.OAuthPlatforms;
import com.postpilot.account.revocation.Revocations;
import com.postpilot.account.token.Vault;
import com.postpilot.common.outbox.Outbox;
import com.postpilot.common.web.Problem;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes an account's token away; the account stays for its history. Its platform is told later, so
 * that nobody waits for it.
 */
@Service
class Disconnecting {
  private final SocialAccounts accounts;
  private final Vault vault;
  private final Revocations revocations;
  private final OAuthPlatforms platforms;
  private final Outbox outbox;
  private final Clock clock;

  Disconnecting(
      SocialAccounts accounts,
      Vault vault,
      Revocations revocations,
      OAuthPlatforms platforms,
      Outbox outbox,
      Clock clock) {
    this.accounts = accounts;
    this.vault = vault;
    this.revocations = revocations;
    this.platforms = platforms;
    this.outbox = outbox;
    this.clock = clock;
  }

  @Transactional
  void disconnect(UUID workspaceId, UUID id) {
    var account = accounts.lock(workspaceId, id).orElseThrow(() -> Problem.notFound("account", id));
    account.disconnect(clock.instant()).ifPresent(outbox::append);
    if (platforms.of(account.platform()).revokes()) {
      revocations.plan(workspaceId, id, account.ownerId());
    }
    vault.destroy(workspaceId, id);
  }
}
