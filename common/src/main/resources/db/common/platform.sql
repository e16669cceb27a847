--liquibase formatted sql

--changeset postpilot:tenant-wall splitStatements:false
-- Rows of one workspace to the service, all rows to its system jobs and to migrations.
create function tenant_wall(walled regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', walled);
  execute format('alter table %s force row level security', walled);
  execute format(
    'create policy tenant on %s to ${schema}_app using (workspace_id = nullif(current_setting(''postpilot.workspace'', true), '''')::uuid)',
    walled);
  execute format('create policy system on %s to ${schema}_system using (true)', walled);
  execute format('create policy owner on %s to ${schema}_owner using (true)', walled);
end
$$;
--rollback drop function tenant_wall(regclass);

--changeset postpilot:outbox
create table outbox (
  seq bigint generated always as identity primary key,
  event_id uuid not null,
  shard smallint not null,
  topic text not null,
  key text not null,
  type text not null,
  occurred_at timestamptz not null,
  payload text not null,
  request_id text,
  traceparent text
);
create index outbox_shard_idx on outbox (shard, seq);
--rollback drop table outbox;

--changeset postpilot:inbox
create table inbox (
  event_id uuid primary key,
  received_at timestamptz not null
);
create index inbox_received_at_idx on inbox (received_at);
--rollback drop table inbox;

--changeset postpilot:idempotency-key
create table idempotency_key (
  workspace_id uuid not null,
  principal text not null,
  route text not null,
  key text not null,
  request_hash text not null,
  expires_at timestamptz not null,
  status smallint,
  response text,
  primary key (workspace_id, principal, route, key)
);
create index idempotency_key_expires_at_idx on idempotency_key (expires_at);
select tenant_wall('idempotency_key');
--rollback drop table idempotency_key;

--changeset postpilot:idempotency-key-headers
alter table idempotency_key add headers text;
--rollback alter table idempotency_key drop headers;
