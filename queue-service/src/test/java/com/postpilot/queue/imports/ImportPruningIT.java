package com.postpilot.queue.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.postpilot.common.testing.Jobs;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

class ImportPruningIT extends ImportsIT {
  @Autowired ApplicationContext service;

  @Test
  void aReportThatNobodyCommitsExpiresAfterAWeek() {
    var forgotten = ready(mugs(3, "5"));
    var fresh = ready(mugs(3, "5"));
    age(forgotten, "7 days 1 minute");
    age(fresh, "6 days 23 hours");

    Jobs.run(service);

    var expired = shop.get("/imports/" + forgotten).is(200);
    assertThat(expired.at("/status")).isEqualTo("EXPIRED");
    assertThat(expired.at("/rows/items/2/title")).isEqualTo("Mug 2");
    assertThat(
            count(
                "select count(*) from import_row where facts is not null and workspace_id = '"
                    + shop.id
                    + "'"))
        .as("what would have been stored of the other one")
        .isEqualTo(3);
    var refused = shop.post("/imports/" + forgotten + "/commit", "{}").is(409);
    assertThat(refused.at("/import_status")).isEqualTo("EXPIRED");
    committed(fresh);
  }

  @Test
  void anImportIsForgottenAfterAMonthButNotWhatItBrought() {
    var old = committed(ready(mugs(3, "5"))).id();
    var younger = committed(ready(mugs(3, "6"))).id();
    age(old, "30 days 1 minute");
    age(younger, "29 days 23 hours");
    execute( // more than one statement takes
        """
        insert into import (id, workspace_id, status, plan, filename, created_by, created_at,
          updated_at)
        select gen_random_uuid(), '%s', 'EXPIRED', '{}', 'x', gen_random_uuid(),
          now() - interval '31 days', now() from generate_series(1, 25)"""
            .formatted(shop.id));

    Jobs.run(service);

    shop.get("/imports/" + old).is(404);
    shop.get("/imports/" + younger).is(200);
    assertThat(stored("import")).isOne();
    assertThat(stored("import_row")).isEqualTo(3);
    assertThat(items()).isEqualTo(3);
  }

  private static void age(UUID id, String age) {
    execute(
        """
        update import set created_at = now() - interval '%1$s', updated_at = now() - interval '%1$s'
        where id = '%2$s'"""
            .formatted(age, id));
  }
}
