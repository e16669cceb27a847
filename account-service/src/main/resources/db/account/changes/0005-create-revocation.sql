--liquibase formatted sql

--changeset postpilot:0005-create-revocation
-- Keys of disconnected accounts, until their platform was told to forget the consent behind them.
create table revocation (
  id uuid primary key,
  workspace_id uuid not null,
  account_id uuid not null,
  platform text not null,
  owner_id text not null,
  ciphertext bytea not null,
  grant_ciphertext bytea,
  created_at timestamptz not null,
  next_attempt_at timestamptz not null,
  attempts int not null default 0,
  foreign key (workspace_id, account_id) references account (workspace_id, id)
);
create index revocation_next_attempt_at_idx on revocation (next_attempt_at);
create index revocation_owner_idx on revocation (platform, owner_id);
select tenant_wall('revocation');
--rollback drop table revocation;
