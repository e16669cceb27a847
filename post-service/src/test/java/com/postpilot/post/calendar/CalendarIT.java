package com.postpilot.post.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.post.PostServiceIT;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CalendarIT extends PostServiceIT {

  @Test
  void postsAreUnderTheDayOnWhichTheyGoOutThere() {
    var account = shop.instagram();
    var evening = shop.scheduled("evening", account, Instant.parse("2040-06-30T22:30:00Z"));
    var night = shop.scheduled("night", account, Instant.parse("2040-07-01T01:00:00Z"));
    shop.scheduled("after", account, Instant.parse("2040-07-03T00:00:00Z"));
    shop.draft("draft", account);

    var utc = shop.get("/posts/calendar?start_date=2040-06-30&end_date=2040-07-02").is(200).body();
    assertThat(utc.get("timezone").asString()).isEqualTo("UTC");
    assertThat(utc.get("days").size()).isEqualTo(2);
    assertThat(utc.get("days").get(0).get("date").asString()).isEqualTo("2040-06-30");
    var post = utc.get("days").get(0).get("posts").get(0);
    assertThat(post.get("id").asString()).isEqualTo(evening.toString());
    assertThat(post.get("status").asString()).isEqualTo("SCHEDULED");
    assertThat(post.get("targets").get(0).get("platform").asString()).isEqualTo("INSTAGRAM");

    var berlin =
        shop.get("/posts/calendar?start_date=2040-07-01&end_date=2040-07-01&timezone=Europe/Berlin")
            .is(200)
            .body()
            .get("days");
    assertThat(berlin.size()).isOne();
    assertThat(berlin.get(0).get("posts").size()).isEqualTo(2);
    assertThat(berlin.get(0).get("posts").get(0).get("local_time").asString())
        .startsWith("2040-07-01T00:30");

    var newYork =
        shop.get(
                "/posts/calendar?start_date=2040-06-30&end_date=2040-06-30&timezone=America/New_York")
            .is(200)
            .body()
            .get("days");
    assertThat(newYork.get(0).get("posts").get(1).get("id").asString()).isEqualTo(night.toString());
  }
}
