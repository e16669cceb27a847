package com.postpilot.post.media;

import com.postpilot.common.tenant.Tenants;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Forgets uploads that were announced and never completed. */
@Component
class MediaPruning {
  private final MediaLibrary library;
  private final TransactionTemplate transaction;

  MediaPruning(MediaLibrary library, PlatformTransactionManager transactions) {
    this.library = library;
    this.transaction = new TransactionTemplate(transactions);
  }

  @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT6H")
  void prune() {
    Tenants.acrossAll(() -> transaction.execute(ignored -> library.prune()));
  }
}
