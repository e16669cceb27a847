package com.postpilot.publisher.execution;

import com.postpilot.common.contract.Platform;
import com.postpilot.publisher.ledger.LateDetails;
import com.postpilot.publisher.ledger.Ledger;
import com.postpilot.publisher.platform.SocialPlatform;
import com.postpilot.publisher.token.AccountToken;
import com.postpilot.publisher.token.AccountTokens;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Looks for the ids and permalinks of live posts, beside the lanes. */
@Component
class DetailsSearch {
  private static final Logger log = LoggerFactory.getLogger(DetailsSearch.class);
  private static final int BATCH = 50;

  private final LateDetails lateDetails;
  private final Ledger ledger;
  private final AccountTokens tokens;
  private final Map<Platform, SocialPlatform> platforms;

  DetailsSearch(
      LateDetails lateDetails,
      Ledger ledger,
      AccountTokens tokens,
      List<SocialPlatform> platforms) {
    this.lateDetails = lateDetails;
    this.ledger = ledger;
    this.tokens = tokens;
    this.platforms =
        platforms.stream().collect(Collectors.toMap(SocialPlatform::platform, Function.identity()));
  }

  void search() {
    List<LateDetails.Missing> missing;
    do {
      missing = lateDetails.take(BATCH);
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        missing.forEach(post -> threads.execute(() -> search(post)));
      }
    } while (missing.size() == BATCH);
  }

  private void search(LateDetails.Missing missing) {
    var publication = missing.publication();
    var platform = platforms.get(publication.platform());
    try {
      if (platform != null
          && tokens.get(publication.workspaceId(), publication.accountId())
              instanceof AccountToken.Usable token) {
        platform
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
    }
  }
}
