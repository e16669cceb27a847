--liquibase formatted sql

--changeset postpilot:0004-create-due
-- The dispatcher's work: narrow, inserted and deleted only, never updated. No policy, because they
-- say nothing about a workspace; no foreign key, because its check would lock (and so write) a row
-- of the wide table for each row that is claimed.
create table due (
  target_id uuid primary key,
  due_at timestamptz not null,
  delivery_id uuid not null
) with (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0);
create index due_at_idx on due (due_at);

-- announced_at is the one column that is updated, and it is in no index: the update stays on its page.
create table in_flight (
  target_id uuid primary key,
  delivery_id uuid not null,
  dispatched_at timestamptz not null,
  announced_at timestamptz
) with (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0);
--rollback drop table due;
--rollback drop table in_flight;
