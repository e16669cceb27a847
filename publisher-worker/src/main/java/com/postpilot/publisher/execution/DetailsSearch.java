package com.postpilot.publisher.execution;

import com.postpilot.publisher.ledger.LateDetails;
import com.postpilot.publisher.ledger.Ledger;
import com.postpilot.publisher.token.AccountToken;
import com.postpilot.publisher.token.AccountTokens;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Looks for the ids and permalinks of live posts, beside the lanes. */
@Component
class DetailsSearch {
  private static final Logger log = LoggerFactory.getLogger(DetailsSearch.class);
  private static final int AT_A_TIME = 50;

  private final LateDetails lateDetails;
  private final Ledger ledger;
  private final AccountTokens tokens;
  private final Platforms platforms;
  private final Semaphore room = new Semaphore(AT_A_TIME);

  DetailsSearch(LateDetails lateDetails, Ledger ledger, AccountTokens tokens, Platforms platforms) {
    this.lateDetails = lateDetails;
    this.ledger = ledger;
    this.tokens = tokens;
    this.platforms = platforms;
  }

  /** Begins to look for those that are due; each is told when it is found, and waits for none. */
  void search(Executor threads) {
    for (var missing : lateDetails.take(room.availablePermits())) {
      threads.execute(() -> search(missing));
    }
  }

  private void search(LateDetails.Missing missing) {
    var publication = missing.publication();
    room.acquireUninterruptibly();
    try {
      if (tokens.get(publication.workspaceId(), publication.accountId())
          instanceof AccountToken.Usable token) {
        platforms
            .of(publication)
            .details(
                missing.sent(),
                missing.remoteId(),
                token,
                remoteId -> ledger.isKnownElsewhere(publication, remoteId))
            .ifPresent(
                details -> lateDetails.found(publication, details.remoteId(), details.permalink()));
      }
    } catch (RuntimeException e) {
      log.warn("No details of {} now: {}", publication.targetId(), e.toString());
    } finally {
      room.release();
    }
  }
}
