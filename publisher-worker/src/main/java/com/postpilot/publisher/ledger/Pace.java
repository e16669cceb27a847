package com.postpilot.publisher.ledger;

import com.postpilot.common.tenant.Tenants;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How fast an account's steps follow each other, whichever workers send them: any worker takes up
 * any lane, and only the ledger knows what all of them sent. Nobody sends between a look here and
 * the step that it permits, since a lane has one claim at a time.
 */
@Component
public class Pace {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  Pace(JdbcClient jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /**
   * How long until the lane of {@code publication} may send one more init to TikTok; empty if it
   * may now.
   *
   * @param most inits in any {@code window}
   */
  public Optional<Duration> untilNextInit(Publication publication, int most, Duration window) {
    return Tenants.acrossAll(
        () ->
            transaction.execute(
                ignored ->
                    jdbc.sql(
                            """
                            select ceil(extract(epoch from
                              started_at + cast(:window as interval) - now()) * 1000)
                            from step join publication using (target_id)
                            where kind in ('INIT', 'PULL') and lane = :lane
                              and started_at > now() - cast(:window as interval)
                            order by started_at desc offset :most - 1 limit 1
                            """)
                        .param("window", window.toString())
                        .param("lane", publication.lane())
                        .param("most", most)
                        .query(Long.class)
                        .optional()
                        .map(Duration::ofMillis)));
  }
}
