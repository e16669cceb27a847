package com.postpilot.post.authoring;

import com.postpilot.common.Ids;
import com.postpilot.common.contract.HoldReason;
import com.postpilot.common.contract.PostDue;
import com.postpilot.common.contract.PostEvent.PostChanged;
import com.postpilot.common.contract.PostEvent.PostDeleted;
import com.postpilot.common.contract.PostEvent.PostScheduled;
import com.postpilot.common.contract.PostEvent.PostUnscheduled;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import com.postpilot.post.account.SocialAccount;
import com.postpilot.post.reading.PostStatus;
import com.postpilot.post.scheduling.PlannedTime;
import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** What an author wrote, for one or several accounts. */
@Entity
@SuppressWarnings("UnusedVariable") // some columns are read by queries alone
@Table(name = "post")
class Post implements Persistable<UUID> {
  @Id private UUID id;
  private UUID workspaceId;
  private long version;
  private String caption;

  @JdbcTypeCode(SqlTypes.ARRAY)
  private List<String> hashtags;

  @ElementCollection
  @CollectionTable(name = "post_media", joinColumns = @JoinColumn(name = "post_id"))
  @OrderColumn(name = "position")
  private List<PostMedium> media = new ArrayList<>();

  @OneToMany(mappedBy = "post", cascade = CascadeType.ALL, orphanRemoval = true)
  @OrderBy("position")
  private List<Target> targets = new ArrayList<>();

  @Enumerated(EnumType.STRING)
  private PostStatus status;

  private @Nullable Instant scheduledAt;

  /** Not as a java.sql.Timestamp, which would read it on the wall of this JVM. */
  @JdbcTypeCode(SqlTypes.LOCAL_DATE_TIME)
  private @Nullable LocalDateTime localTime;

  private @Nullable String timezone;
  private @Nullable UUID sourceItem;
  private @Nullable String withheld;
  private UUID createdBy;
  private Instant createdAt;
  private Instant updatedAt;
  private @Nullable Instant deletedAt;

  @Transient private boolean fresh;

  protected Post() {} // JPA

  Post(UUID workspaceId, UUID author, Instant now) {
    this.id = Ids.next();
    this.workspaceId = workspaceId;
    this.version = 1;
    this.caption = "";
    this.hashtags = List.of();
    this.status = PostStatus.DRAFT;
    this.createdBy = author;
    this.createdAt = now.truncatedTo(ChronoUnit.MICROS);
    this.updatedAt = createdAt;
    this.fresh = true;
  }

  @Override
  public UUID getId() {
    return id;
  }

  @Override
  public boolean isNew() {
    return fresh;
  }

  @PostPersist
  @PostLoad
  void stored() {
    fresh = false;
  }

  UUID id() {
    return id;
  }

  UUID workspaceId() {
    return workspaceId;
  }

  long version() {
    return version;
  }

  String caption() {
    return caption;
  }

  List<String> hashtags() {
    return hashtags;
  }

  boolean deleted() {
    return deletedAt != null;
  }

  /** It was made of this item of the queue. */
  void madeOf(UUID item) {
    sourceItem = item;
  }

  /** Keeps what is not out from going out, whoever wants it to, until {@link #release}. */
  void withhold(String why) {
    withheld = why;
  }

  /** Returns whether it was withheld. */
  boolean release() {
    boolean was = withheld != null;
    withheld = null;
    return was;
  }

  /** Why the queue keeps it from going out; null if it does not. */
  @Nullable String withheld() {
    return withheld;
  }

  /**
   * @throws Problem 409 {@code product_changed}
   */
  void mustNotBeWithheld() {
    if (withheld != null) {
      throw Problem.of(
          ProblemCode.PRODUCT_CHANGED,
          withheld + " " + Hold.of(HoldReason.PRODUCT_CHANGED, withheld).action());
    }
  }

  /** Whether somebody approved what is still to be published of it. */
  boolean hasApproval() {
    return targets.stream()
        .anyMatch(target -> !target.is(TargetState.PUBLISHED) && target.hasApproval());
  }

  /** Forgets who approved it, but for what is out already. */
  void forgetApproval() {
    targets.stream()
        .filter(target -> !target.is(TargetState.PUBLISHED))
        .forEach(Target::forgetApproval);
  }

  List<UUID> mediaIds() {
    return media.stream().map(PostMedium::mediaId).toList();
  }

  List<Target> targets() {
    return targets;
  }

  Optional<Target> target(UUID targetId) {
    return targets.stream().filter(target -> target.id().equals(targetId)).findFirst();
  }

  List<Target> targetsThatAre(TargetState... states) {
    var wanted = List.of(states);
    return targets.stream().filter(target -> wanted.contains(target.state())).toList();
  }

  /** The zone that its author plans it in. */
  ZoneId zone() {
    return timezone == null ? ZoneId.of("UTC") : ZoneId.of(timezone);
  }

  @Nullable Instant scheduledAt() {
    return scheduledAt;
  }

  void write(String caption, List<String> hashtags, List<UUID> mediaIds) {
    this.caption = caption;
    this.hashtags = List.copyOf(hashtags);
    if (!mediaIds.equals(mediaIds())) {
      media.clear();
      mediaIds.forEach(mediaId -> media.add(new PostMedium(mediaId, workspaceId)));
    }
  }

  Target add(SocialAccount account, @Nullable String caption) {
    var target = new Target(this, targets.size(), account, caption);
    targets.add(target);
    return target;
  }

  /** Keeps these targets, in this order. */
  void keep(List<Target> kept) {
    targets.retainAll(kept);
    for (var target : targets) {
      target.moveTo(kept.indexOf(target));
    }
  }

  /**
   * Brings what is published up to date with what is written, where that can still be changed.
   *
   * @param renditions of all media of the post and its targets, by id
   */
  void render(Map<UUID, PostDue.Media> renditions) {
    for (var target : targets) {
      if (!target.is(TargetState.PUBLISHED)) {
        target.render(
            caption,
            hashtags,
            mediaIds(target).stream()
                .map(id -> Objects.requireNonNull(renditions.get(id)))
                .toList());
      }
    }
  }

  /** What {@code target} publishes. */
  List<UUID> mediaIds(Target target) {
    return target.mediaIds().isEmpty() ? mediaIds() : target.mediaIds();
  }

  /** Those of its targets, too. */
  Set<UUID> allMediaIds() {
    return Stream.concat(
            mediaIds().stream(), targets.stream().flatMap(target -> target.mediaIds().stream()))
        .collect(Collectors.toUnmodifiableSet());
  }

  void plan(PlannedTime time) {
    scheduledAt = time.at();
    localTime = time.localTime();
    timezone = time.timezone().getId();
  }

  void unplan() {
    scheduledAt = null;
    localTime = null;
    timezone = null;
  }

  void delete(Instant now) {
    deletedAt = now;
  }

  /** After something that its author did. */
  void authored(Instant now) {
    version++;
    settled(now);
  }

  /** After something that happened to it. */
  void settled(Instant now) {
    updatedAt = now.truncatedTo(ChronoUnit.MICROS);
    status = PostStatus.of(targets.stream().map(target -> target.state().stored()).toList());
  }

  PostScheduled scheduled(Collection<Target> scheduled, Instant dueAt, Instant now) {
    return new PostScheduled(
        Ids.next(),
        workspaceId,
        id,
        scheduled.stream().map(Target::id).toList(),
        dueAt,
        version,
        now);
  }

  PostUnscheduled unscheduled(Instant now) {
    return new PostUnscheduled(Ids.next(), workspaceId, id, version, now);
  }

  /**
   * @param unapproved whether it is no longer what was approved
   */
  PostChanged changed(boolean unapproved, Instant now) {
    return new PostChanged(
        Ids.next(),
        workspaceId,
        id,
        targets.stream().map(Target::id).toList(),
        version,
        unapproved ? sourceItem : null,
        now);
  }

  PostDeleted removed(Instant now) {
    return new PostDeleted(Ids.next(), workspaceId, id, now);
  }
}
