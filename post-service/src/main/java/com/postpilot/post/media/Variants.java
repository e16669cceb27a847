package com.postpilot.post.media;

import com.postpilot.common.Ids;
import com.postpilot.common.contract.MediaKind;
import com.postpilot.common.contract.Platform;
import com.postpilot.common.contract.PlatformLimits;
import com.postpilot.common.contract.PlatformLimits.Images;
import com.postpilot.common.contract.PlatformLimits.Kind;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import java.awt.Color;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Makes of a picture one that a platform takes. It is a medium of its own beside its origin:
 * nothing uses it until somebody puts it into a post, or into the media of one of its targets.
 */
@Component
class Variants {
  private final Pictures pictures;
  private final ObjectStore store;
  private final Intake intake;

  Variants(Pictures pictures, ObjectStore store, Intake intake) {
    this.pictures = pictures;
    this.store = store;
    this.intake = intake;
  }

  /**
   * Makes and stores it; outside transactions.
   *
   * @param background of what {@link Shape.Fit#PAD} adds
   * @throws Problem 409 for a picture that fits as it is, 415 for what is none
   */
  Intake.Stored make(
      UUID workspaceId, MediaObject origin, Platform platform, Shape.Fit fit, Color background) {
    if (origin.kind() != MediaKind.IMAGE) {
      throw Problem.of(ProblemCode.UNSUPPORTED_MEDIA, "Only of pictures variants are made.");
    }
    var limits = images(platform);
    var shape = new Shape(origin.width(), origin.height());
    var fitting = shape.fitting(limits, fit);
    if (fitting.equals(shape) && origin.size() <= limits.bytes()) {
      throw Problem.of(
          ProblemCode.STATE_CONFLICT,
          "The picture fits %s as it is.".formatted(platform.displayName()));
    }
    var picture =
        pictures.reshaped(store.read(origin.key()), fitting, fit, background, limits.bytes());
    return intake.store(workspaceId, Ids.next(), picture);
  }

  /** Those of the one kind of post that shows pictures. */
  private static Images images(Platform platform) {
    return PlatformLimits.of(platform).kinds().stream()
        .map(Kind::images)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }
}
