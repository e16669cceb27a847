--liquibase formatted sql

--changeset postpilot:0001-create-account
-- What post-service knows of account-service's accounts, to hold and resume without asking.
create table account (
  id uuid primary key,
  workspace_id uuid not null,
  platform text not null,
  external_id text not null,
  handle text not null,
  status text not null check (status in ('CONNECTED', 'NEEDS_REAUTH', 'DISCONNECTED')),
  generation bigint not null,
  connected_at timestamptz not null,
  unique (workspace_id, id)
);
select tenant_wall('account');
--rollback drop table account;
