--liquibase formatted sql

--changeset postpilot:0001-create-account
create table account (
  id uuid primary key,
  workspace_id uuid not null,
  platform text not null check (platform in ('INSTAGRAM', 'FACEBOOK', 'TIKTOK')),
  external_id text not null,
  handle text not null,
  name text,
  avatar_url text,
  status text not null check (status in ('CONNECTED', 'DISCONNECTED')),
  -- EXPIRING is not kept: it follows from expiring_at and the clock.
  health text not null check (health in ('OK', 'NEEDS_REAUTH', 'RESTRICTED')),
  scopes text not null,
  generation bigint not null check (generation > 0),
  token_expires_at timestamptz,
  expiring_at timestamptz,
  connected_at timestamptz not null,
  version bigint not null,
  unique (workspace_id, id),
  unique (workspace_id, platform, external_id)
);
select tenant_wall('account');
--rollback drop table account;
