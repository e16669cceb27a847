package com.postpilot.post.authoring;

import jakarta.persistence.Embeddable;
import java.util.UUID;

/** A medium of a post; its place in the list is its place in the post. */
@Embeddable
record PostMedium(UUID mediaId, UUID workspaceId) {}
