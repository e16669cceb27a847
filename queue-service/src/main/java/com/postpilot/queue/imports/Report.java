package com.postpilot.queue.imports;

import com.postpilot.common.tenant.TenantTransactions;
import com.postpilot.common.web.Problem.FieldError;
import com.postpilot.queue.feed.FeedProduct;
import com.postpilot.queue.imports.Rows.Staged;
import com.postpilot.queue.product.ProductFacts;
import com.postpilot.queue.product.Products;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes the products of one file, judges each, and stores some hundred rows at once: in the
 * transaction that tells how far it is.
 */
final class Report implements Consumer<FeedProduct> {
  private static final int ROWS_AT_ONCE = 500;

  /** Characters that wait to be stored at the most; half a page of text is a product. */
  private static final int CHARACTERS_AT_ONCE = 2_000_000;

  private static final int MAX_TITLE = 500;
  private static final int MAX_ID = 200;
  private static final int MAX_PROBLEMS = 20;

  private final Job job;
  private final Jobs jobs;
  private final Rows rows;
  private final Products products;
  private final TenantTransactions transactions;
  private final LongSupplier bytesRead;

  private final List<Judged> waiting = new ArrayList<>();
  private int characters;
  private int position;

  Report(
      Job job,
      Jobs jobs,
      Rows rows,
      Products products,
      TenantTransactions transactions,
      LongSupplier bytesRead) {
    this.job = job;
    this.jobs = jobs;
    this.rows = rows;
    this.products = products;
    this.transactions = transactions;
    this.bytesRead = bytesRead;
  }

  /**
   * @param facts null if there are problems
   */
  private record Judged(
      FeedProduct read, @Nullable ProductFacts facts, List<FieldError> problems) {}

  /**
   * @throws Job.Overtaken if it is no longer this process that has it
   */
  @Override
  public void accept(FeedProduct read) {
    var judged = judge(read);
    waiting.add(judged);
    characters += length(judged);
    if (waiting.size() >= ROWS_AT_ONCE || characters >= CHARACTERS_AT_ONCE) {
      flush();
    }
  }

  private static Judged judge(FeedProduct read) {
    var problems = new LinkedHashMap<String, FieldError>();
    var found = new ArrayList<>(read.problems());
    var facts = read.product().facts("", found);
    if (read.product().externalProductId() == null) {
      found.add(
          new FieldError(
              "external_product_id",
              "not_null",
              "A product needs an id, or every import would make it anew."));
    }
    found.forEach(problem -> problems.putIfAbsent(problem.field(), problem));
    return new Judged(
        read,
        problems.isEmpty() ? facts : null,
        problems.values().stream().limit(MAX_PROBLEMS).toList());
  }

  private static int length(Judged judged) {
    var facts = judged.facts();
    if (facts == null) {
      return MAX_TITLE;
    }
    int options =
        facts.options().stream()
            .mapToInt(option -> option.values().stream().mapToInt(String::length).sum())
            .sum();
    return facts.title().length()
        + facts.description().length()
        + facts.images().stream().mapToInt(String::length).sum()
        + options;
  }

  /**
   * Stores what waits.
   *
   * @throws Job.Overtaken if it is no longer this process that has it
   */
  void flush() {
    transactions.runInWorkspace(job.workspaceId(), this::store);
    waiting.clear();
    characters = 0;
  }

  private void store() {
    var staged = staged();
    var counts = new EnumMap<Outcome, Integer>(Outcome.class);
    staged.forEach(row -> counts.merge(row.outcome(), 1, Integer::sum));
    jobs.read(job, bytesRead.getAsLong(), position + staged.size(), counts);
    rows.stage(job, staged);
    position += staged.size();
  }

  private List<Staged> staged() {
    var facts = waiting.stream().map(Judged::facts).filter(Objects::nonNull).toList();
    var ids = facts.stream().map(Report::id).toList();
    var firsts = new HashMap<>(rows.seen(job, ids));
    var foreseen = products.foresee(job.workspaceId(), byId(facts));
    var staged = new ArrayList<Staged>();
    for (var judged : waiting) {
      staged.add(staged(position + staged.size() + 1, judged, firsts, foreseen));
    }
    return staged;
  }

  private static Staged staged(
      int position,
      Judged judged,
      Map<String, Integer> firsts,
      Map<String, Products.Change> foreseen) {
    var read = judged.read();
    var facts = judged.facts();
    if (facts == null) {
      return skipped(position, read, judged.problems());
    }
    var first = firsts.putIfAbsent(id(facts), read.row());
    return first == null
        ? new Staged(
            position,
            read.row(),
            facts.externalId(),
            facts.title(),
            Outcome.of(foreseen.getOrDefault(id(facts), Products.Change.CREATED)),
            List.of(),
            facts)
        : skipped(
            position,
            read,
            List.of(
                new FieldError(
                    "external_product_id",
                    "duplicate",
                    "Row %d has this product already, and counts.".formatted(first))));
  }

  private static Staged skipped(int position, FeedProduct read, List<FieldError> problems) {
    return new Staged(
        position,
        read.row(),
        cut(read.product().externalProductId(), MAX_ID),
        cut(read.product().title(), MAX_TITLE),
        Outcome.SKIPPED,
        problems,
        null);
  }

  private static Map<String, ProductFacts> byId(List<ProductFacts> facts) {
    return facts.stream().collect(Collectors.toMap(Report::id, one -> one, (one, again) -> one));
  }

  private static String id(ProductFacts facts) {
    return Objects.requireNonNull(facts.externalId());
  }

  private static @Nullable String cut(@Nullable String text, int max) {
    return text == null || text.length() <= max
        ? text
        : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, max)));
  }
}
