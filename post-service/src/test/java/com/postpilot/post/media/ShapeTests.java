package com.postpilot.post.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.common.contract.MediaKind;
import com.postpilot.common.contract.Platform;
import com.postpilot.common.contract.PlatformLimits;
import com.postpilot.common.contract.PlatformLimits.Images;
import com.postpilot.common.contract.PostKind;
import com.postpilot.post.media.Shape.Fit;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeTests {
  static final Images INSTAGRAM = images(Platform.INSTAGRAM);
  static final Images TIKTOK = images(Platform.TIKTOK);

  @ParameterizedTest
  @CsvSource({
    "1080, 1080, PAD,  1080, 1080",
    "1080, 1350, CROP, 1080, 1350",
    "1000, 2000, PAD,  1440, 1800",
    "1000, 2000, CROP, 1000, 1250",
    "1440,  400, PAD,  1440,  754",
    "1440,  400, CROP,  764,  400",
  })
  void instagramTakesRatiosFrom4To5Upwards(int w, int h, Fit fit, int width, int height) {
    assertThat(new Shape(w, h).fitting(INSTAGRAM, fit)).isEqualTo(new Shape(width, height));
  }

  @ParameterizedTest
  @CsvSource({"1440, 1440, 1080, 1080", "1440, 1080, 1440, 1080", "1440, 2560, 1080, 1920"})
  void tikTokTakesNoShortSideOverItsLimit(int w, int h, int width, int height) {
    assertThat(new Shape(w, h).fitting(TIKTOK, Fit.PAD)).isEqualTo(new Shape(width, height));
  }

  @Property
  boolean whateverComesOutFits(
      @ForAll @IntRange(min = 1, max = 1440) int width,
      @ForAll @IntRange(min = 1, max = 6000) int height,
      @ForAll Fit fit) {
    var shape = new Shape(width, height).fitting(INSTAGRAM, fit);
    return INSTAGRAM.ratio().holds((double) shape.width() / shape.height())
        && shape.width() <= 1440;
  }

  private static Images images(Platform platform) {
    return PlatformLimits.of(platform)
        .kind(PostKind.of(platform, List.of(MediaKind.IMAGE), null))
        .images();
  }
}
