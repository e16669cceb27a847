--liquibase formatted sql

--changeset postpilot:0030-create-import
-- A file of products that is read, looked at and then committed. What has something to do has
-- waiting_since; who does it has a lease.
create table import (
  id uuid primary key,
  workspace_id uuid not null,
  status text not null
    check (status in ('READING', 'READY', 'COMMITTING', 'DONE', 'FAILED', 'EXPIRED')),
  plan text not null check (plan is json object),
  filename text,
  url text,
  bytes_read bigint not null default 0,
  bytes_total bigint,
  encoding text,
  rows_read int not null default 0,
  accepted int not null default 0,
  updated int not null default 0,
  unchanged int not null default 0,
  skipped int not null default 0,
  committed int not null default 0,
  committed_to int not null default 0,
  problem text check (problem is json object),
  created_by uuid not null,
  committed_by uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  waiting_since timestamptz,
  attempts int not null default 0,
  lease_until timestamptz,
  fence bigint not null default 0,
  unique (workspace_id, id),
  check ((filename is null) <> (url is null)),
  check ((status = 'FAILED') = (problem is not null)),
  check (committed_by is not null or status not in ('COMMITTING', 'DONE')),
  check ((status in ('READING', 'COMMITTING')) = (waiting_since is not null))
);
create index import_list_idx on import (workspace_id, created_at desc, id desc);
create index import_waiting_since_idx on import (waiting_since) where waiting_since is not null;
create index import_created_at_idx on import (created_at);
select tenant_wall('import');
--rollback drop table import;

--changeset postpilot:0030-create-import-chunk
-- What was uploaded, until it is read.
create table import_chunk (
  import_id uuid not null,
  position int not null,
  workspace_id uuid not null,
  bytes bytea not null,
  primary key (import_id, position),
  foreign key (workspace_id, import_id) references import (workspace_id, id) on delete cascade
);
select tenant_wall('import_chunk');
--rollback drop table import_chunk;

--changeset postpilot:0030-create-import-row
-- The report, and until it is committed what of it is to be stored.
create table import_row (
  import_id uuid not null,
  position int not null,
  workspace_id uuid not null,
  source_row int not null,
  external_product_id text,
  title text,
  outcome text not null check (outcome in ('ACCEPTED', 'UPDATED', 'UNCHANGED', 'SKIPPED')),
  problems text not null check (problems is json array),
  facts text check (facts is json object),
  item_id uuid,
  primary key (import_id, position),
  foreign key (workspace_id, import_id) references import (workspace_id, id) on delete cascade
);
create index import_row_outcome_idx on import_row (import_id, outcome, position);
-- A product has one row that counts.
create unique index import_row_product_idx on import_row (import_id, external_product_id)
  where outcome <> 'SKIPPED';
select tenant_wall('import_row');
--rollback drop table import_row;
