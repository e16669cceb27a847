--liquibase formatted sql

--changeset postpilot:0003-create-connection
create table connection (
  id uuid primary key,
  workspace_id uuid not null,
  user_id uuid not null,
  platform text not null,
  -- The account that is to be connected again; null: whichever the person chooses.
  account_id uuid,
  -- SHA-256 of the state in the authorize URL, hex.
  state_hash text not null unique,
  return_to text,
  status text not null check (status in ('PENDING', 'CHOOSE', 'DONE', 'DENIED', 'FAILED')),
  expires_at timestamptz not null,
  -- When the callback came: a state is good for one.
  claimed_at timestamptz,
  candidates text not null,
  -- The candidates' tokens while they wait to be chosen, encrypted for this connection.
  sealed_tokens bytea,
  granted_scopes text not null,
  missing_scopes text not null,
  problem_code text,
  problem_message text,
  account_ids text not null,
  version bigint not null,
  foreign key (workspace_id, account_id) references account (workspace_id, id)
);
create index connection_expires_at_idx on connection (expires_at);
select tenant_wall('connection');
--rollback drop table connection;
