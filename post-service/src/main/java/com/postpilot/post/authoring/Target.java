package com.postpilot.post.authoring;

import com.postpilot.common.Ids;
import com.postpilot.common.contract.HoldReason;
import com.postpilot.common.contract.Platform;
import com.postpilot.common.contract.PostDue;
import com.postpilot.post.account.SocialAccount;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.BatchSize;
import org.jspecify.annotations.Nullable;

/** A post on one account: what is published, and what became of it. */
@Entity
@SuppressWarnings("UnusedVariable") // some columns are read by queries alone
@Table(name = "post_target")
class Target {
  @Id private UUID id;
  private UUID workspaceId;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  private Post post;

  private int position;
  private UUID accountId;
  private String externalAccountId;

  @Enumerated(EnumType.STRING)
  private Platform platform;

  private @Nullable String caption;

  @Convert(converter = JsonText.Options.class)
  private Map<String, Object> options;

  private @Nullable Instant consentAt;
  private @Nullable UUID consentBy;

  /** Of the content that was agreed to. */
  private @Nullable String consentHash;

  /** Of the content that was approved; null without an approval. */
  private @Nullable String approvedHash;

  private @Nullable UUID approvedBy;
  private @Nullable Instant approvedAt;

  @ElementCollection
  @CollectionTable(name = "post_target_media", joinColumns = @JoinColumn(name = "target_id"))
  @OrderColumn(name = "position")
  @BatchSize(size = 50)
  private List<PostMedium> media = new ArrayList<>();

  @Enumerated(EnumType.STRING)
  private TargetState state;

  private @Nullable Instant dueAt;

  @Enumerated(EnumType.STRING)
  private @Nullable HoldReason holdReason;

  private @Nullable String failureCode;
  private @Nullable String failureMessage;
  private @Nullable String failureAction;
  private @Nullable Instant nextActionAt;
  private @Nullable Instant absentUntil;
  private @Nullable Instant publishedAt;
  private @Nullable String remoteId;
  private @Nullable String permalink;
  private String renderedText;

  @Convert(converter = JsonText.Media.class)
  private List<PostDue.Media> renderedMedia;

  private String contentHash;

  protected Target() {} // JPA

  Target(Post post, int position, SocialAccount account, @Nullable String caption) {
    this.id = Ids.next();
    this.workspaceId = post.workspaceId();
    this.post = post;
    this.position = position;
    this.accountId = account.id();
    this.externalAccountId = account.externalId();
    this.platform = account.platform();
    this.caption = caption;
    this.options = Map.of();
    this.state = TargetState.DRAFT;
    this.renderedText = "";
    this.renderedMedia = List.of();
    this.contentHash = "";
  }

  UUID id() {
    return id;
  }

  UUID accountId() {
    return accountId;
  }

  Platform platform() {
    return platform;
  }

  TargetState state() {
    return state;
  }

  boolean is(TargetState state) {
    return this.state == state;
  }

  @Nullable HoldReason holdReason() {
    return holdReason;
  }

  @Nullable String caption() {
    return caption;
  }

  Map<String, Object> options() {
    return options;
  }

  String contentHash() {
    return contentHash;
  }

  String renderedText() {
    return renderedText;
  }

  List<PostDue.Media> renderedMedia() {
    return renderedMedia;
  }

  int position() {
    return position;
  }

  /** When it is to go out; {@code otherwise} if nobody has said. */
  Instant plannedAt(Instant otherwise) {
    return dueAt == null ? otherwise : dueAt;
  }

  /** When it is to go out; of a target that is or was with the dispatcher. */
  Instant dueAt() {
    return Objects.requireNonNull(dueAt);
  }

  /** What this account publishes instead of the post's media; empty if those. */
  List<UUID> mediaIds() {
    return media.stream().map(PostMedium::mediaId).toList();
  }

  /** Which media are its own; none if it publishes those of the post. */
  void show(List<UUID> mediaIds) {
    if (!mediaIds.equals(mediaIds())) {
      media.clear();
      mediaIds.forEach(mediaId -> media.add(new PostMedium(mediaId, workspaceId)));
    }
  }

  /**
   * Returns whether {@code author} gives a consent with it, to what is rendered next; a consent
   * that is only repeated stays with whom gave it, and with what he gave it to.
   */
  boolean write(@Nullable String caption, Map<String, Object> options, UUID author) {
    var before = agreedAt(this.options);
    var agreed = agreedAt(options);
    this.caption = caption;
    this.options = Map.copyOf(options);
    if (agreed == null) {
      consentAt = null;
      consentBy = null;
      consentHash = null;
    } else if (before == null || agreed.isAfter(before)) {
      consentAt = agreed;
      consentBy = author;
      consentHash = null;
      return true;
    }
    return false;
  }

  private static @Nullable Instant agreedAt(Map<String, Object> options) {
    return options.get("consent_at") instanceof String at ? Instant.parse(at) : null;
  }

  /** Whether it is another content now than the one that somebody agreed to. */
  boolean changedSinceConsent() {
    return consentHash != null && !consentHash.equals(contentHash);
  }

  /** Whether somebody has to agree before it is published. */
  boolean lacksConsent() {
    return platform == Platform.TIKTOK && (consentHash == null || changedSinceConsent());
  }

  /** Approves it as it is rendered now. */
  void approve(UUID by, Instant at) {
    approvedHash = contentHash;
    approvedBy = by;
    approvedAt = at;
  }

  boolean hasApproval() {
    return approvedHash != null;
  }

  /** Whether somebody approved what it is now. */
  boolean approved() {
    return contentHash.equals(approvedHash);
  }

  void forgetApproval() {
    approvedHash = null;
    approvedBy = null;
    approvedAt = null;
  }

  void moveTo(int position) {
    this.position = position;
  }

  void render(String sharedCaption, List<String> hashtags, List<PostDue.Media> media) {
    var content = Content.of(caption == null ? sharedCaption : caption, hashtags, media, options);
    renderedText = content.text();
    renderedMedia = content.media();
    contentHash = content.hash();
    if (consentAt != null && consentHash == null) {
      consentHash = contentHash;
    }
  }

  /** Hands it to the dispatcher; the caller inserts its due row. */
  void open(Instant dueAt) {
    become(TargetState.OPEN);
    this.dueAt = dueAt;
  }

  void withdraw() {
    become(TargetState.DRAFT);
    dueAt = null;
  }

  void published(Instant at, @Nullable String remoteId) {
    become(TargetState.PUBLISHED);
    publishedAt = at;
    this.remoteId = remoteId;
  }

  /** What became known about a live publication later; what was known before stays. */
  void detailed(@Nullable String remoteId, @Nullable String permalink) {
    this.remoteId = remoteId == null ? this.remoteId : remoteId;
    this.permalink = permalink == null ? this.permalink : permalink;
  }

  /** A person has looked at the account: nothing that was sent until now is there. */
  void foundAbsent(Instant now) {
    absentUntil = now;
  }

  void failed(String code, String message, String action) {
    become(TargetState.FAILED);
    failureCode = code;
    failureMessage = message;
    failureAction = action;
  }

  void hold(Hold hold) {
    become(TargetState.HELD);
    holdReason = hold.reason();
    failureCode = hold.code();
    failureMessage = hold.message();
    failureAction = hold.action();
    nextActionAt = hold.nextActionAt();
  }

  boolean isHeldFor(HoldReason reason, String detail) {
    return holdReason == reason && detail.equals(failureMessage);
  }

  /** Whether it is held until a time that has come. */
  boolean heldUntil(Instant now) {
    return state == TargetState.HELD && nextActionAt != null && !nextActionAt.isAfter(now);
  }

  void expect(@Nullable Instant nextActionAt) {
    this.nextActionAt = nextActionAt;
  }

  private void become(TargetState next) {
    if (!state.canBecome(next)) {
      throw new IllegalStateException("Target " + id + " is " + state + ", not to be " + next);
    }
    state = next;
    holdReason = null;
    failureCode = null;
    failureMessage = null;
    failureAction = null;
    nextActionAt = null;
  }
}
