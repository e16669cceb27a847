--liquibase formatted sql

--changeset postpilot:0012-create-generation
-- Captions that are to be written. The row goes in the transaction that has their effect.
create table generation (
  id uuid primary key,
  workspace_id uuid not null,
  item_id uuid not null,
  requested_by uuid not null,
  counted_in date not null,
  seed bigint not null,
  attempts int not null default 0,
  next_attempt_at timestamptz not null,
  give_up_at timestamptz not null,
  lease_until timestamptz,
  fence bigint not null default 0,
  unique (item_id),
  foreign key (workspace_id, item_id) references item (workspace_id, id)
);
create index generation_next_attempt_at_idx on generation (next_attempt_at);
select tenant_wall('generation');
--rollback drop table generation;
