package com.postpilot.post.settings;

import com.postpilot.post.dispatch.DispatchProperties;
import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The choices of workspaces; each is asked for within a transaction of its tenant. */
@Component
public class Settings {
  private final JdbcClient jdbc;
  private final DispatchProperties defaults;

  Settings(JdbcClient jdbc, DispatchProperties defaults) {
    this.jdbc = jdbc;
    this.defaults = defaults;
  }

  /** How late a publication may still start. */
  public Duration misfireWindow(UUID workspaceId) {
    return jdbc.sql("select misfire_window_minutes from settings where workspace_id = ?")
        .param(workspaceId)
        .query(Integer.class)
        .optional()
        .map(Duration::ofMinutes)
        .orElse(defaults.misfireWindow());
  }

  void chooseMisfireWindow(UUID workspaceId, int minutes) {
    jdbc.sql(
            """
            insert into settings (workspace_id, misfire_window_minutes) values (?, ?)
            on conflict (workspace_id) do update
              set misfire_window_minutes = excluded.misfire_window_minutes
            """)
        .params(workspaceId, minutes)
        .update();
  }
}
