--liquibase formatted sql

--changeset postpilot:0007-create-notice
-- What platforms told of people, kept until it is done in every workspace. Nobody's tenant.
create table notice (
  -- By it a person finds out what became of the request to be forgotten.
  code text primary key,
  act text not null check (act in ('DEAUTHORIZE', 'DATA_DELETION')),
  platform text not null,
  -- Whose notice it is; null once it is done.
  user_id text,
  told_at timestamptz not null,
  -- How many are done.
  accounts int not null default 0,
  -- When it is taken up again; null once it is done.
  next_attempt_at timestamptz,
  completed_at timestamptz
);
create index notice_next_attempt_at_idx on notice (next_attempt_at)
  where next_attempt_at is not null;
create index connection_owner_idx on connection (platform, owner_id);
insert into notice (code, act, platform, told_at, accounts, completed_at)
select code, 'DATA_DELETION', platform, completed_at, accounts, completed_at from data_deletion;
drop table data_deletion;
--rollback create table data_deletion (code text primary key, platform text not null, completed_at timestamptz not null, accounts int not null);
--rollback insert into data_deletion select code, platform, completed_at, accounts from notice where act = 'DATA_DELETION' and completed_at is not null;
--rollback drop index connection_owner_idx;
--rollback drop table notice;
