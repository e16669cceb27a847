package com.postpilot.queue.item;

import com.postpilot.common.Ids;
import com.postpilot.common.contract.Platform;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import com.postpilot.queue.caption.Tone;
import com.postpilot.queue.product.Product;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One product on its way to a post. Its verbs refuse what its state does not allow; {@link Items}
 * stores what they did. Not for several threads.
 */
public final class Item {
  private final UUID id;
  private final UUID workspaceId;
  private final UUID createdBy;
  private final Instant createdAt;
  private long version;
  private Instant updatedAt;
  private Product product;
  private Status status;
  private Set<Platform> platforms;
  private Tone tone;
  private Locale language;
  private Map<Platform, Caption> captions;
  private Map<Platform, Map<String, Object>> options;
  private List<UUID> media;
  private @Nullable Approval approval;
  private @Nullable Rejection rejection;
  private @Nullable Failure failure;
  private @Nullable UUID postId;
  private List<PostTarget> postTargets;

  /** What the row of an item holds. */
  record Row(
      UUID id,
      UUID workspaceId,
      UUID createdBy,
      Instant createdAt,
      long version,
      Instant updatedAt,
      Product product,
      Status status,
      Set<Platform> platforms,
      Tone tone,
      Locale language,
      Map<Platform, Caption> captions,
      Map<Platform, Map<String, Object>> options,
      List<UUID> media,
      @Nullable Approval approval,
      @Nullable Rejection rejection,
      @Nullable Failure failure,
      @Nullable UUID postId,
      List<PostTarget> postTargets) {}

  Item(Row row) {
    this.id = row.id();
    this.workspaceId = row.workspaceId();
    this.createdBy = row.createdBy();
    this.createdAt = row.createdAt();
    this.version = row.version();
    this.updatedAt = row.updatedAt();
    this.product = row.product();
    this.status = row.status();
    this.platforms = ordered(row.platforms());
    this.tone = row.tone();
    this.language = row.language();
    this.captions = byPlatform(row.captions());
    this.options = byPlatform(row.options());
    this.media = List.copyOf(row.media());
    this.approval = row.approval();
    this.rejection = row.rejection();
    this.failure = row.failure();
    this.postId = row.postId();
    this.postTargets = List.copyOf(row.postTargets());
  }

  /** A new one, without captions. */
  public Item(
      UUID workspaceId,
      UUID author,
      Product product,
      Set<Platform> platforms,
      Tone tone,
      Locale language,
      Instant now) {
    this(
        new Row(
            Ids.next(),
            workspaceId,
            author,
            now,
            0,
            now,
            product,
            Status.NEW,
            platforms,
            tone,
            language,
            Map.of(),
            Map.of(),
            List.of(),
            null,
            null,
            null,
            null,
            List.of()));
  }

  public UUID id() {
    return id;
  }

  public UUID workspaceId() {
    return workspaceId;
  }

  public UUID createdBy() {
    return createdBy;
  }

  public Instant createdAt() {
    return createdAt;
  }

  /** Rises with every change that somebody made; its ETag. */
  public long version() {
    return version;
  }

  public Instant updatedAt() {
    return updatedAt;
  }

  /** The product with the facts that its captions are held against. */
  public Product product() {
    return product;
  }

  public Status status() {
    return status;
  }

  public Set<Platform> platforms() {
    return platforms;
  }

  public Tone tone() {
    return tone;
  }

  public Locale language() {
    return language;
  }

  public Map<Platform, Caption> captions() {
    return captions;
  }

  public Map<Platform, Map<String, Object>> options() {
    return options;
  }

  /** Media of its own in order, as post-service knows them; none: the pictures of its product. */
  public List<UUID> media() {
    return media;
  }

  public @Nullable Approval approval() {
    return approval;
  }

  public @Nullable Rejection rejection() {
    return rejection;
  }

  public @Nullable Failure failure() {
    return failure;
  }

  /** The post that was made of it last. */
  public @Nullable UUID postId() {
    return postId;
  }

  /** That post on each of its accounts. */
  public List<PostTarget> postTargets() {
    return postTargets;
  }

  /** Claims without support for which nobody answers. */
  public boolean hasOpenClaims() {
    return captions.values().stream()
        .flatMap(caption -> caption.unsupported().stream())
        .anyMatch(claim -> claim.acceptedBy() == null);
  }

  /** Claims without support, whether somebody answers for them or not. */
  public boolean hasClaims() {
    return captions.values().stream().anyMatch(caption -> !caption.unsupported().isEmpty());
  }

  /**
   * @throws Problem 409 {@code state_conflict} with the actions that are {@code allowed}
   */
  public void mustAllow(Action action) {
    var allowed = status.allowed();
    if (!allowed.contains(action)) {
      throw Problem.of(
              ProblemCode.STATE_CONFLICT,
              "An item that is %s does not allow %s.".formatted(status, action.wireName()))
          .with("item_status", status)
          .with("allowed", allowed.stream().map(Action::wireName).toList());
    }
  }

  /** Holds its captions against these facts from now on. */
  public void pin(Product product) {
    if (!product.id().equals(this.product.id())) {
      throw new IllegalArgumentException("another product");
    }
    this.product = product;
  }

  /** Says how captions are to be written, and for whom. */
  public void plan(Set<Platform> platforms, Tone tone, Locale language) {
    this.platforms = ordered(platforms);
    this.tone = tone;
    this.language = language;
    captions = only(this.platforms, captions);
    options = only(this.platforms, options);
  }

  /** Which media it has of its own; none if it shows the pictures of its product. */
  void show(List<UUID> media) {
    this.media = List.copyOf(media);
  }

  /** What a person changed: whatever was decided about it is open again. */
  public void edit(Map<Platform, Caption> captions, Map<Platform, Map<String, Object>> options) {
    mustAllow(Action.EDIT);
    this.captions = only(platforms, captions);
    this.options = only(platforms, options);
    decideAgain();
  }

  /** Hands it to a writer. */
  public void startGenerating() {
    mustAllow(Action.GENERATE);
    decideAgain();
    status = Status.GENERATING;
  }

  /**
   * What the writer wrote; captions for platforms that it left out stay. Needs the state
   * GENERATING.
   */
  public void generated(Map<Platform, Caption> written) {
    mustBe(Status.GENERATING);
    var all = new EnumMap<Platform, Caption>(Platform.class);
    all.putAll(captions);
    all.putAll(written);
    captions = only(platforms, all);
    decideAgain();
  }

  /** Nothing was written. Needs the state GENERATING. */
  public void notGenerated(Failure failure) {
    mustBe(Status.GENERATING);
    fail(failure);
  }

  /** What whoever approves it chooses, beside what its author wrote. */
  public void choose(Platform platform, Map<String, Object> chosen) {
    mustAllow(Action.APPROVE);
    var all = new EnumMap<Platform, Map<String, Object>>(Platform.class);
    all.putAll(options);
    all.put(platform, Map.copyOf(chosen));
    options = byPlatform(all);
  }

  public void approve(Approval approval) {
    mustAllow(Action.APPROVE);
    this.approval = approval;
    status = Status.APPROVED;
  }

  public void reject(Rejection rejection) {
    mustAllow(Action.REJECT);
    decideAgain();
    this.rejection = rejection;
    status = Status.REJECTED;
  }

  /** Whatever was decided, it is decided again, by the facts of its product as they are now. */
  public void reopen(Product newest) {
    mustAllow(Action.REOPEN);
    pin(newest);
    decideAgain();
  }

  /**
   * Takes an approval back because what it was given for has changed; whoever gives the next one
   * sees the facts of its product as they are now.
   */
  public void returnToReview(Product newest) {
    pin(newest);
    if (status == Status.APPROVED || status == Status.SCHEDULED) {
      decideAgain();
    }
  }

  public void scheduled(UUID postId, List<PostTarget> postTargets) {
    mustAllow(Action.SCHEDULE);
    madePost(postId, postTargets);
    status = Status.SCHEDULED;
  }

  /** A post was made of what it was before; nothing is decided by that. */
  public void madePost(UUID postId, List<PostTarget> postTargets) {
    this.postId = postId;
    this.postTargets = List.copyOf(postTargets);
  }

  /** Its post was taken off the schedule as it is: the approval still holds. */
  public void unscheduled() {
    mustBe(Status.SCHEDULED);
    status = Status.APPROVED;
  }

  /** Its post is out; whatever else was decided in the meantime. */
  public void published() {
    rejection = null;
    failure = null;
    status = Status.PUBLISHED;
  }

  /** Its post came to nothing. Needs the state SCHEDULED. */
  public void notPublished(Failure failure) {
    mustBe(Status.SCHEDULED);
    fail(failure);
  }

  /** Puts down what of its captions the facts do not bear out. */
  void check(CaptionCheck check) {
    var checked = new EnumMap<Platform, Caption>(Platform.class);
    captions.forEach(
        (platform, caption) ->
            checked.put(
                platform,
                caption.with(
                    check.check(
                        workspaceId,
                        product.facts(),
                        language,
                        caption.caption(),
                        caption.hashtags()))));
    captions = byPlatform(checked);
  }

  /** Answers for what the facts do not bear out: all of it that reads {@code text}. */
  public void acceptClaim(Platform platform, String text, UUID by) {
    mustAllow(Action.EDIT);
    var caption = Objects.requireNonNull(captions.get(platform));
    var all = new EnumMap<Platform, Caption>(captions);
    all.put(
        platform,
        new Caption(
            caption.caption(),
            caption.hashtags(),
            caption.writer(),
            caption.unsupported().stream()
                .map(claim -> claim.text().equals(text) ? claim.accepted(by) : claim)
                .toList()));
    captions = byPlatform(all);
  }

  /** After something that somebody did. */
  void authored(Instant now) {
    version++;
    updatedAt = now;
  }

  /** After something that happened to it. */
  void settled(Instant now) {
    updatedAt = now;
  }

  /** What a search looks through. */
  String words() {
    var facts = product.facts();
    return captions.values().stream()
        .map(caption -> caption.caption() + " " + String.join(" ", caption.hashtags()))
        .collect(
            Collectors.joining(
                " ",
                facts.title() + " " + Objects.requireNonNullElse(facts.externalId(), "") + " ",
                ""));
  }

  private void fail(Failure why) {
    approval = null;
    failure = why;
    status = Status.FAILED;
  }

  private void decideAgain() {
    approval = null;
    rejection = null;
    failure = null;
    status = captions.isEmpty() ? Status.NEW : Status.IN_REVIEW;
  }

  private void mustBe(Status wanted) {
    if (status != wanted) {
      throw new IllegalStateException("%s is %s, not %s".formatted(id, status, wanted));
    }
  }

  private static Set<Platform> ordered(Set<Platform> platforms) {
    var set = EnumSet.noneOf(Platform.class);
    set.addAll(platforms);
    return Collections.unmodifiableSet(set);
  }

  private static <V> Map<Platform, V> byPlatform(Map<Platform, V> values) {
    var map = new EnumMap<Platform, V>(Platform.class);
    map.putAll(values);
    return Collections.unmodifiableMap(map);
  }

  private static <V> Map<Platform, V> only(Set<Platform> platforms, Map<Platform, V> values) {
    var map = new EnumMap<Platform, V>(Platform.class);
    map.putAll(values);
    map.keySet().retainAll(platforms);
    return Collections.unmodifiableMap(map);
  }
}
