package com.postpilot.queue.imports;

import com.postpilot.common.fetch.FetchDeadline;
import com.postpilot.common.fetch.GuardedFetch;
import com.postpilot.common.tenant.TenantTransactions;
import com.postpilot.common.web.Problem;
import com.postpilot.queue.feed.FeedLimits;
import com.postpilot.queue.feed.ProductFeed;
import com.postpilot.queue.feed.UnreadableFeed;
import com.postpilot.queue.product.Products;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads one import into its report. A process that dies is followed by one that reads the file from
 * its beginning; only who holds the fence adds rows.
 */
@Component
class Reading {
  private static final Logger log = LoggerFactory.getLogger(Reading.class);
  private static final String FORMATS =
      "text/csv, application/xml, text/xml, application/rss+xml, application/atom+xml,"
          + " text/tab-separated-values, application/gzip, application/zip, */*;q=0.5";

  private final Jobs jobs;
  private final Rows rows;
  private final Uploads uploads;
  private final Products products;
  private final GuardedFetch fetch;
  private final TenantTransactions transactions;
  private final ImportProperties properties;
  private final Clock clock;

  Reading(
      Jobs jobs,
      Rows rows,
      Uploads uploads,
      Products products,
      GuardedFetch fetch,
      TenantTransactions transactions,
      ImportProperties properties,
      Clock clock) {
    this.jobs = jobs;
    this.rows = rows;
    this.uploads = uploads;
    this.products = products;
    this.fetch = fetch;
    this.transactions = transactions;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * @throws Job.Overtaken if it is no longer this process that has it
   */
  void read(Job job) throws IOException {
    if (job.attempts() > properties.attempts()) {
      log.error("Import {} was begun {} times and never read", job.id(), properties.attempts());
      fail(
          job,
          new ImportProblem(
              "internal_error", "Something went wrong on our side while this file was read."));
      return;
    }
    var file = Files.createTempFile("postpilot-import-", null);
    try {
      bring(job, file);
      read(job, file);
    } catch (Problem notFetched) {
      fail(job, problem(notFetched));
    } finally {
      Files.delete(file);
    }
  }

  private void bring(Job job, Path file) throws IOException {
    if (job.url() == null) {
      uploads.copy(job.workspaceId(), job.id(), file);
    } else {
      fetch.fetch(
          job.url(),
          new GuardedFetch.Wanted(
              "url", FORMATS, head -> properties.maxBytes(), "Upload the file instead."),
          new FetchDeadline(properties.fetchWithin()),
          file);
    }
  }

  private void read(Job job, Path file) throws IOException {
    long size = Files.size(file);
    transactions.runInWorkspace(
        job.workspaceId(),
        () -> {
          jobs.begin(job, size);
          rows.clear(job);
        });
    var bytesRead = new AtomicLong();
    var report = new Report(job, jobs, rows, products, transactions, bytesRead::get);
    try {
      var read =
          ProductFeed.read(
              () -> new Counted(Files.newInputStream(file), bytesRead),
              job.plan().feed(),
              limits(),
              report);
      report.flush();
      transactions.runInWorkspace(
          job.workspaceId(),
          () -> {
            jobs.ready(job, read.encoding().name());
            uploads.drop(job);
          });
    } catch (UnreadableFeed unreadable) {
      report.flush();
      fail(
          job,
          new ImportProblem(unreadable.code().wireName(), String.valueOf(unreadable.getMessage())));
    }
  }

  private FeedLimits limits() {
    return new FeedLimits(
        properties.maxBytes(),
        properties.maxProducts(),
        properties.maxCharacters(),
        clock.instant().plus(properties.readWithin()),
        clock);
  }

  private void fail(Job job, ImportProblem problem) {
    transactions.runInWorkspace(
        job.workspaceId(),
        () -> {
          jobs.fail(job, problem);
          rows.keepReportOnly(job);
          uploads.drop(job);
        });
  }

  private static ImportProblem problem(Problem refused) {
    return refused.errors().isEmpty()
        ? new ImportProblem(refused.code().wireName(), String.valueOf(refused.getMessage()))
        : new ImportProblem(
            refused.errors().getFirst().code(), refused.errors().getFirst().message());
  }

  /** Tells how far it is read; a file is opened more than once. */
  private static final class Counted extends FilterInputStream {
    private final AtomicLong count;

    Counted(InputStream file, AtomicLong count) {
      super(file);
      this.count = count;
      count.set(0);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      count.addAndGet(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count.addAndGet(Math.max(0, read));
      return read;
    }
  }
}
