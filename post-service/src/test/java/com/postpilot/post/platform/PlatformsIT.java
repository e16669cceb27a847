package com.postpilot.post.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.post.PostServiceIT;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PlatformsIT extends PostServiceIT {

  @Test
  void whatPlatformsTakeCanBeReadWithoutAToken() {
    var platforms = request(null, "GET", "/platforms", null, Map.of()).is(200).body().get("items");

    var names = StreamSupport.stream(platforms.spliterator(), false).map(one -> one.get("name"));
    assertThat(names.map(JsonNode::asString)).containsExactly("Instagram", "Facebook", "TikTok");
    var feed = platforms.get(0).get("kinds").get(0);
    assertThat(feed.get("text").get("max").asInt()).isEqualTo(2_200);
    assertThat(feed.get("text").get("unit").asString()).isEqualTo("CODE_POINTS");
    assertThat(feed.get("images").get("ratio").get("max").asDouble()).isEqualTo(1.91);
    var video = platforms.get(2).get("kinds").get(1);
    assertThat(video.get("text").get("unit").asString()).isEqualTo("UTF16_UNITS");
    assertThat(video.get("videos").get("seconds").get("max").asInt()).isEqualTo(600);
    var privacy = platforms.get(2).get("options").get(0);
    assertThat(privacy.get("name").asString()).isEqualTo("privacy_level");
    assertThat(privacy.get("required").asBoolean()).isTrue();
  }

  @Test
  void aParameterThatIsNoneIsRefused() {
    assertThat(request(null, "GET", "/platforms?x=1", null, Map.of()).is(422).field())
        .isEqualTo("x");
    request(null, "POST", "/platforms", "{}", Map.of()).is(405);
  }
}
