package com.postpilot.queue.product;

import com.postpilot.common.Ids;
import com.postpilot.common.web.Problem;
import com.postpilot.queue.json.JsonText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The products of a workspace, with every version of what was known of them. */
@Component
public class Products {
  /**
   * One statement, so that fifty thousand rows of an import are as many round trips. A product that
   * is there already is locked, also if nothing about it is new.
   */
  private static final String PUT =
      """
      with stored as (
        insert into product
          (id, workspace_id, external_product_id, version, facts, created_at, updated_at)
        values (:id, :workspace, :external, 1, :facts, :now, :now)
        on conflict (workspace_id, external_product_id) do update
        set version = product.version + (product.facts <> excluded.facts)::int,
          facts = excluded.facts,
          updated_at = case when product.facts = excluded.facts then product.updated_at
            else excluded.updated_at end
        returning id, version),
      versioned as (
        insert into product_version
          (product_id, version, workspace_id, facts, changed_by, changed_at)
        select id, version, :workspace, :facts, :by, :now from stored
        on conflict (product_id, version) do nothing
        returning version)
      select id, version, exists (select from versioned) as is_new from stored
      """;

  private final JdbcClient jdbc;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Products(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
    this.jdbc = jdbc;
    this.events = events;
    this.clock = clock;
  }

  /** What {@link #put} did. */
  public enum Change {
    CREATED,
    /** It has a new version. */
    CHANGED,
    /** The facts are those that are known. */
    NONE
  }

  /** A product as it is stored. */
  public record Stored(Product product, Change change) {}

  /**
   * Stores what a shop says of a product: the one with that external id, or else a new one. Needs a
   * transaction. Several in one transaction come in the order of their external ids, or two such
   * transactions may wait for each other. Publishes {@link ProductChanged}.
   */
  public Stored put(UUID workspaceId, ProductFacts facts, UUID by) {
    var stored =
        jdbc.sql(PUT)
            .param("id", Ids.next())
            .param("workspace", workspaceId)
            .param("external", facts.externalId())
            .param("facts", JsonText.of(facts))
            .param("by", by)
            .param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .query(
                (row, n) ->
                    new Stored(
                        new Product(row.getObject("id", UUID.class), row.getInt("version"), facts),
                        change(row)))
            .single();
    announce(workspaceId, stored, by);
    return stored;
  }

  /**
   * What {@link #put} would do now, by external id; a product that is not there would be new. Needs
   * a transaction.
   *
   * @param facts by their external ids
   */
  public Map<String, Change> foresee(UUID workspaceId, Map<String, ProductFacts> facts) {
    return jdbc
        .sql(
            """
            select p.external_product_id, p.facts = said.facts as same
            from unnest(?::text[], ?::text[]) as said (id, facts)
            join product p on p.workspace_id = ? and p.external_product_id = said.id
            """)
        .params(
            facts.keySet().toArray(String[]::new),
            facts.values().stream().map(JsonText::of).toArray(String[]::new),
            workspaceId)
        .query(
            (row, n) ->
                Map.entry(
                    row.getString("external_product_id"),
                    row.getBoolean("same") ? Change.NONE : Change.CHANGED))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /**
   * Gives a product new facts, whatever its external id. Needs a transaction.
   *
   * @throws Problem 404
   */
  public Stored change(UUID workspaceId, UUID id, ProductFacts facts, UUID by) {
    var now = clock.instant().atOffset(ZoneOffset.UTC);
    var before = lock(workspaceId, id);
    if (before.facts().equals(facts)) {
      return new Stored(before, Change.NONE);
    }
    var after = new Product(id, before.version() + 1, facts);
    jdbc.sql(
            """
            update product set version = ?, facts = ?, external_product_id = ?, updated_at = ?
            where workspace_id = ? and id = ?
            """)
        .param(after.version())
        .param(JsonText.of(facts))
        .param(facts.externalId())
        .param(now)
        .param(workspaceId)
        .param(id)
        .update();
    jdbc.sql(
            """
            insert into product_version
              (product_id, version, workspace_id, facts, changed_by, changed_at)
            values (?, ?, ?, ?, ?, ?)
            """)
        .params(id, after.version(), workspaceId, JsonText.of(facts), by, now)
        .update();
    var stored = new Stored(after, Change.CHANGED);
    announce(workspaceId, stored, by);
    return stored;
  }

  /**
   * The product as it is now.
   *
   * @throws Problem 404
   */
  public Product latest(UUID workspaceId, UUID id) {
    return jdbc.sql("select id, version, facts from product where workspace_id = ? and id = ?")
        .params(workspaceId, id)
        .query(Products::product)
        .optional()
        .orElseThrow(() -> Problem.notFound("product", id));
  }

  /**
   * The product as that version knew it.
   *
   * @throws Problem 404
   */
  public Product at(UUID workspaceId, UUID id, int version) {
    return jdbc.sql(
            """
            select product_id as id, version, facts from product_version
            where workspace_id = ? and product_id = ? and version = ?
            """)
        .params(workspaceId, id, version)
        .query(Products::product)
        .optional()
        .orElseThrow(() -> Problem.notFound("product", id));
  }

  /**
   * The product as it is now, for this transaction alone to change. A product is locked before its
   * items, or two transactions may wait for each other.
   *
   * @throws Problem 404
   */
  public Product lock(UUID workspaceId, UUID id) {
    return jdbc.sql(
            """
            select id, version, facts from product where workspace_id = ? and id = ?
            for no key update
            """)
        .params(workspaceId, id)
        .query(Products::product)
        .optional()
        .orElseThrow(() -> Problem.notFound("product", id));
  }

  private void announce(UUID workspaceId, Stored stored, UUID by) {
    if (stored.change() == Change.CHANGED) {
      var product = stored.product();
      events.publishEvent(new ProductChanged(workspaceId, product.id(), by, product.version()));
    }
  }

  private static Change change(ResultSet row) throws SQLException {
    if (!row.getBoolean("is_new")) {
      return Change.NONE;
    }
    return row.getInt("version") == 1 ? Change.CREATED : Change.CHANGED;
  }

  private static Product product(ResultSet row, int n) throws SQLException {
    return new Product(
        row.getObject("id", UUID.class),
        row.getInt("version"),
        JsonText.read(row.getString("facts"), ProductFacts.class));
  }
}
