--liquibase formatted sql

--changeset postpilot:0002-create-token
-- The token of a connected account; no row where there is none to use.
create table token (
  account_id uuid primary key,
  workspace_id uuid not null,
  platform text not null,
  generation bigint not null,
  -- Rises with each renewal, so that of two renewals one is stored.
  revision bigint not null,
  ciphertext bytea not null,
  issued_at timestamptz not null,
  expires_at timestamptz,
  -- When it is to be renewed next; null: never.
  refresh_at timestamptz,
  refresh_failures int not null default 0,
  -- Who renews it holds it until then; null: nobody.
  refresh_lease_until timestamptz,
  foreign key (workspace_id, account_id) references account (workspace_id, id)
);
create index token_refresh_at_idx on token (refresh_at) where refresh_at is not null;
select tenant_wall('token');
--rollback drop table token;
