package com.postpilot.queue.item;

import com.postpilot.common.contract.Platform;
import com.postpilot.common.web.Problem;
import com.postpilot.queue.caption.Tone;
import com.postpilot.queue.json.JsonText;
import com.postpilot.queue.product.Product;
import com.postpilot.queue.product.ProductFacts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** The items of a workspace and their versions; everything here needs a transaction. */
@Component
public class Items {
  static final TypeReference<Map<Platform, Caption>> CAPTIONS = new TypeReference<>() {};
  static final TypeReference<Map<Platform, Map<String, Object>>> OPTIONS = new TypeReference<>() {};

  private static final TypeReference<List<PostTarget>> POST_TARGETS = new TypeReference<>() {};

  private static final String SELECT =
      """
      select i.*, v.facts, (
          select json_agg(json_build_object('id', t.target_id, 'platform', t.platform,
            'outcome', t.outcome, 'hold', t.hold::json) order by t.target_id)
          from post_target t where t.post_id = i.post_id) as post_targets
      from item i join product_version v
        on v.product_id = i.product_id and v.version = i.product_version
      where i.deleted_at is null and i.workspace_id = :workspace
      """;

  private final JdbcClient jdbc;
  private final ObjectProvider<CaptionCheck> check;
  private final Clock clock;

  Items(JdbcClient jdbc, ObjectProvider<CaptionCheck> check, Clock clock) {
    this.jdbc = jdbc;
    this.check = check;
    this.clock = clock;
  }

  /**
   * The item, for this transaction alone to change.
   *
   * @throws Problem 404
   */
  public Item lock(UUID workspaceId, UUID id) {
    return one(workspaceId, id, " for no key update of i");
  }

  /**
   * The item, to look at.
   *
   * @throws Problem 404
   */
  public Item read(UUID workspaceId, UUID id) {
    return one(workspaceId, id, "");
  }

  /** Those of these items that there are, in this order, to look at. */
  List<Item> read(UUID workspaceId, List<UUID> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    var found =
        jdbc
            .sql(SELECT + " and i.id = any(:ids)")
            .param("workspace", workspaceId)
            .param("ids", ids.toArray(UUID[]::new))
            .query(Items::item)
            .stream()
            .collect(Collectors.toMap(Item::id, item -> item));
    return ids.stream().filter(found::containsKey).map(found::get).toList();
  }

  /** The item that made this post last, for this transaction alone to change. */
  public Optional<Item> lockByPost(UUID workspaceId, UUID postId) {
    return jdbc.sql(SELECT + " and i.post_id = :post for no key update of i")
        .param("workspace", workspaceId)
        .param("post", postId)
        .query(Items::item)
        .optional();
  }

  /**
   * Items of a product of which something is still to come, the oldest first, for this transaction
   * alone to change.
   */
  public List<Item> lockOpen(UUID workspaceId, UUID productId) {
    return jdbc.sql(
            SELECT
                + " and i.product_id = :product and i.status = any(:open)"
                + " order by i.id for no key update of i")
        .param("workspace", workspaceId)
        .param("product", productId)
        .param("open", names(Arrays.stream(Status.values()).filter(Status::open)))
        .query(Items::item)
        .list();
  }

  /**
   * Items of a product that are out on some accounts and failed on others, for this transaction
   * alone to change.
   */
  public List<Item> lockPartlyOut(UUID workspaceId, UUID productId) {
    return jdbc.sql(
            SELECT
                + """
                   and i.product_id = :product and i.status = 'PUBLISHED' and exists (
                    select from post_target f where f.post_id = i.post_id and f.outcome = 'FAILED')
                  order by i.id for no key update of i
                  """)
        .param("workspace", workspaceId)
        .param("product", productId)
        .query(Items::item)
        .list();
  }

  /**
   * Everybody who had a hand in what the item says now, or asked for it to be written; and who
   * changed the facts that it is held against, since somebody approved it with others.
   */
  public Set<UUID> authors(Item item) {
    return jdbc.sql(
            """
            select changed_by from item_version
            where workspace_id = :workspace and item_id = :item and changed_by is not null
              and change in ('CREATED', 'EDITED', 'GENERATED')
            union
            select changed_by from product_version
            where workspace_id = :workspace and product_id = :product and version <= :version
              and version > (
                select product_version from item_version
                where workspace_id = :workspace and item_id = :item
                  and change in ('CREATED', 'APPROVED')
                order by version desc limit 1)
            """)
        .param("workspace", item.workspaceId())
        .param("item", item.id())
        .param("product", item.product().id())
        .param("version", item.product().version())
        .query(UUID.class)
        .set();
  }

  /** Everybody who changed the product since it had the facts that the item is held against. */
  public Set<UUID> changers(Item item, Product newest) {
    return jdbc.sql(
            """
            select distinct changed_by from product_version
            where workspace_id = ? and product_id = ? and version > ? and version <= ?
            """)
        .params(item.workspaceId(), newest.id(), item.product().version(), newest.version())
        .query(UUID.class)
        .set();
  }

  /**
   * Whether the post that was made of it last was made by the approval that it has now. It may be a
   * draft again: then it only waits for somebody to schedule it.
   */
  public boolean isScheduledAsApproved(Item item) {
    return jdbc.sql(
            """
            select change from item_version
            where workspace_id = ? and item_id = ? and change in ('APPROVED', 'RENEWED', 'SCHEDULED')
            order by version desc limit 1
            """)
        .params(item.workspaceId(), item.id())
        .query(String.class)
        .optional()
        .filter("SCHEDULED"::equals)
        .isPresent();
  }

  /**
   * Whether something of its post could still go out, or be sent again, as it was approved or as it
   * failed.
   */
  public boolean hasPostToComeOut(Item item) {
    return switch (item.status()) {
      case SCHEDULED -> true;
      case APPROVED -> isScheduledAsApproved(item);
      case FAILED -> item.postId() != null;
      case PUBLISHED ->
          item.postTargets().stream()
              .anyMatch(target -> target.outcome() == PostTarget.Outcome.FAILED);
      case NEW, GENERATING, IN_REVIEW, REJECTED -> false; // it was taken back
    };
  }

  /** Stores a new item. */
  public void add(Item item, UUID by) {
    authored(item);
    jdbc.sql(
            """
            insert into item (id, workspace_id, version, product_id, product_version, status,
              platforms, tone, language, captions, options, media, approval, rejection, failure,
              post_id, words, created_by, created_at, updated_at)
            values (:id, :workspace, :version, :product, :productVersion, :status,
              :platforms, :tone, :language, :captions, :options, :media, :approval, :rejection,
              :failure, :post, :words, :createdBy, :createdAt, :updatedAt)
            """)
        .params(columns(item))
        .param("approval", JsonText.ofNullable(item.approval()))
        .param("rejection", JsonText.ofNullable(item.rejection()))
        .param("failure", JsonText.ofNullable(item.failure()))
        .param("post", item.postId())
        .update();
    keep(item, Change.CREATED, by, null);
  }

  /**
   * Stores what somebody changed, as a new version.
   *
   * @param by null if no person did it
   * @param reason why, if that was told
   */
  public void authored(Item item, Change change, @Nullable UUID by, @Nullable String reason) {
    authored(item);
    update(item);
    keep(item, change, by, reason);
  }

  /** Stores what happened to it: nobody wrote anything, and its version stays. */
  public void settled(Item item) {
    item.settled(clock.instant());
    update(item);
  }

  public void delete(Item item) {
    item.mustAllow(Action.DELETE);
    jdbc.sql("update item set deleted_at = ? where workspace_id = ? and id = ?")
        .params(utc(clock.instant()), item.workspaceId(), item.id())
        .update();
  }

  /** No caption is stored for review unchecked, whoever wrote it. */
  private void authored(Item item) {
    if (item.status() == Status.IN_REVIEW) {
      check.ifAvailable(item::check);
    }
    item.authored(clock.instant());
  }

  private void update(Item item) {
    jdbc.sql(
            """
            update item set version = :version, product_version = :productVersion,
              status = :status, platforms = :platforms, tone = :tone, language = :language,
              captions = :captions, options = :options, media = :media, approval = :approval,
              rejection = :rejection, failure = :failure, post_id = :post, words = :words,
              updated_at = :updatedAt
            where workspace_id = :workspace and id = :id
            """)
        .params(columns(item))
        .param("approval", JsonText.ofNullable(item.approval()))
        .param("rejection", JsonText.ofNullable(item.rejection()))
        .param("failure", JsonText.ofNullable(item.failure()))
        .param("post", item.postId())
        .update();
  }

  private void keep(Item item, Change change, @Nullable UUID by, @Nullable String reason) {
    jdbc.sql(
            """
            insert into item_version (item_id, version, workspace_id, change, reason, changed_by,
              changed_at, status, product_version, platforms, tone, language, captions, options,
              media)
            values (:id, :version, :workspace, :change, :reason, :by,
              :updatedAt, :status, :productVersion, :platforms, :tone, :language, :captions,
              :options, :media)
            """)
        .params(columns(item))
        .param("change", change.name())
        .param("reason", reason)
        .param("by", by)
        .update();
  }

  private static Map<String, Object> columns(Item item) {
    return Map.ofEntries(
        Map.entry("id", item.id()),
        Map.entry("workspace", item.workspaceId()),
        Map.entry("version", item.version()),
        Map.entry("product", item.product().id()),
        Map.entry("productVersion", item.product().version()),
        Map.entry("status", item.status().name()),
        Map.entry("platforms", names(item.platforms().stream())),
        Map.entry("tone", item.tone().name()),
        Map.entry("language", item.language().toLanguageTag()),
        Map.entry("captions", JsonText.of(item.captions())),
        Map.entry("options", JsonText.of(item.options())),
        Map.entry("media", item.media().toArray(UUID[]::new)),
        Map.entry("words", item.words()),
        Map.entry("createdBy", item.createdBy()),
        Map.entry("createdAt", utc(item.createdAt())),
        Map.entry("updatedAt", utc(item.updatedAt())));
  }

  private Item one(UUID workspaceId, UUID id, String lock) {
    return jdbc.sql(SELECT + " and i.id = :id" + lock)
        .param("workspace", workspaceId)
        .param("id", id)
        .query(Items::item)
        .optional()
        .orElseThrow(() -> Problem.notFound("item", id));
  }

  private static Item item(ResultSet row, int n) throws SQLException {
    return new Item(
        new Item.Row(
            row.getObject("id", UUID.class),
            row.getObject("workspace_id", UUID.class),
            row.getObject("created_by", UUID.class),
            instant(row, "created_at"),
            row.getLong("version"),
            instant(row, "updated_at"),
            new Product(
                row.getObject("product_id", UUID.class),
                row.getInt("product_version"),
                JsonText.read(row.getString("facts"), ProductFacts.class)),
            Status.valueOf(row.getString("status")),
            platforms(row),
            Tone.valueOf(row.getString("tone")),
            Locale.forLanguageTag(row.getString("language")),
            JsonText.read(row.getString("captions"), CAPTIONS),
            JsonText.read(row.getString("options"), OPTIONS),
            media(row),
            JsonText.readNullable(row.getString("approval"), Approval.class),
            JsonText.readNullable(row.getString("rejection"), Rejection.class),
            JsonText.readNullable(row.getString("failure"), Failure.class),
            row.getObject("post_id", UUID.class),
            postTargets(row)));
  }

  static Set<Platform> platforms(ResultSet row) throws SQLException {
    return Arrays.stream((String[]) row.getArray("platforms").getArray())
        .map(Platform::valueOf)
        .collect(Collectors.toSet());
  }

  private static List<PostTarget> postTargets(ResultSet row) throws SQLException {
    var targets = row.getString("post_targets");
    return targets == null ? List.of() : JsonText.read(targets, POST_TARGETS);
  }

  static List<UUID> media(ResultSet row) throws SQLException {
    return List.of((UUID[]) row.getArray("media").getArray());
  }

  private static String[] names(Stream<? extends Enum<?>> values) {
    return values.map(Enum::name).toArray(String[]::new);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
