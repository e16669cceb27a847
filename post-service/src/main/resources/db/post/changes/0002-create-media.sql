--liquibase formatted sql

--changeset postpilot:0002-create-media
create table media (
  id uuid primary key,
  workspace_id uuid not null,
  state text not null check (state in ('UPLOADING', 'READY')),
  kind text not null check (kind in ('IMAGE', 'VIDEO')),
  filename text,
  content_type text not null,
  size bigint not null,
  original_key text not null,
  rendition_key text,
  sha256 text,
  width integer,
  height integer,
  duration_ms bigint,
  alt_text text,
  created_by uuid not null,
  created_at timestamptz not null,
  unique (workspace_id, id),
  check (state = 'UPLOADING' or (rendition_key is not null and sha256 is not null))
);
create index media_list_idx on media (workspace_id, id desc) where state = 'READY';
create index media_abandoned_idx on media (created_at) where state = 'UPLOADING';
select tenant_wall('media');
--rollback drop table media;
