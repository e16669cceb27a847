package com.postpilot.account.notice;

import com.postpilot.account.notice.Notices.Open;
import com.postpilot.account.social.Consenting;
import com.postpilot.account.social.Erasure;
import com.postpilot.account.social.Leaver;
import com.postpilot.account.social.Withdrawal;
import com.postpilot.common.tenant.TenantTransactions;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Does what notices ask for, a workspace a transaction. What a crash or a failure leaves undone is
 * taken up again, by any instance; what is done already is not done twice.
 */
@Component
class NoticeJob {
  private static final Logger log = LoggerFactory.getLogger(NoticeJob.class);

  private final Notices notices;
  private final Consenting consenting;
  private final Withdrawal withdrawal;
  private final Erasure erasure;
  private final TenantTransactions transactions;

  NoticeJob(
      Notices notices,
      Consenting consenting,
      Withdrawal withdrawal,
      Erasure erasure,
      TenantTransactions transactions) {
    this.notices = notices;
    this.consenting = consenting;
    this.withdrawal = withdrawal;
    this.erasure = erasure;
    this.transactions = transactions;
  }

  /**
   * Keeps a notice, and does at once what can be done.
   *
   * @return the code by which the person finds out what became of it
   */
  String take(Act act, Leaver leaver) {
    var notice = transactions.acrossAll(() -> notices.keep(act, leaver));
    attempt(notice);
    return notice.code();
  }

  @Scheduled(
      initialDelayString = "${postpilot.account.notice.initial-delay:PT5S}",
      fixedDelayString = "${postpilot.account.notice.interval:PT10S}")
  void run() {
    for (var left = claim(); left.isPresent(); left = claim()) {
      attempt(left.get());
    }
  }

  private Optional<Open> claim() {
    return transactions.acrossAll(notices::claim);
  }

  /** What cannot be done in one workspace keeps nobody waiting in another. */
  private void attempt(Open notice) {
    try {
      var isDone = true;
      for (var workspaceId : transactions.acrossAll(() -> consenting.workspaces(notice.leaver()))) {
        isDone &= isDone(notice, workspaceId);
      }
      if (isDone) {
        transactions.runAcrossAll(() -> notices.done(notice));
      }
    } catch (RuntimeException e) {
      log.error("A notice of {} is taken up again", notice.leaver().platform(), e);
    }
  }

  private boolean isDone(Open notice, UUID workspaceId) {
    try {
      transactions.runInWorkspace(workspaceId, () -> act(notice, workspaceId));
      return true;
    } catch (RuntimeException e) {
      log.error(
          "A notice of {} is taken up again for workspace {}",
          notice.leaver().platform(),
          workspaceId,
          e);
      return false;
    }
  }

  private void act(Open notice, UUID workspaceId) {
    notices.count(
        notice,
        switch (notice.act()) {
          case DEAUTHORIZE -> withdrawal.withdraw(workspaceId, notice.leaver());
          case DATA_DELETION -> erasure.erase(workspaceId, notice.leaver());
        });
  }
}
