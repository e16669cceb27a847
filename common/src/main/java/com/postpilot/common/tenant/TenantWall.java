package com.postpilot.common.tenant;

import java.sql.Connection;
import java.sql.SQLException;

/** Tells PostgreSQL, at the beginning of a transaction, whose rows it may show. */
final class TenantWall {
  private final String schema;

  TenantWall(String schema) {
    if (!schema.matches("[a-z]+")) {
      throw new IllegalArgumentException("Not a schema's name: " + schema);
    }
    this.schema = schema;
  }

  /** Settings are local to the transaction: a pooled connection carries none of them on. */
  void raise(Connection connection) throws SQLException {
    switch (Tenants.current()) {
      case Tenant.Workspace(var id) -> {
        try (var statement =
            connection.prepareStatement("select set_config('postpilot.workspace', ?, true)")) {
          statement.setString(1, id.toString());
          statement.execute();
        }
      }
      case Tenant.All() -> {
        try (var statement = connection.createStatement()) {
          statement.execute("set local role " + schema + "_system");
        }
      }
      case Tenant.Nobody() -> {}
    }
  }
}
