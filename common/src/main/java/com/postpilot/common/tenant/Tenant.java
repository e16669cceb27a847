package com.postpilot.common.tenant;

import java.util.UUID;

/** Whose rows a transaction sees. */
public sealed interface Tenant {

  /** Those of one workspace. */
  record Workspace(UUID id) implements Tenant {}

  /** Those of all: jobs and consumers that work across workspaces, in plain SQL. */
  record All() implements Tenant {}

  /** None: what a transaction gets that nobody gave a tenant. */
  record Nobody() implements Tenant {}
}
