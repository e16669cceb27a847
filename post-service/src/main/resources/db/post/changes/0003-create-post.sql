--liquibase formatted sql

--changeset postpilot:0003-create-post
-- status counts a target that is with the dispatcher as SCHEDULED: whether it is dispatched
-- already only the rows of due and in_flight tell.
create table post (
  id uuid primary key,
  workspace_id uuid not null,
  version bigint not null,
  caption text not null,
  hashtags text[] not null,
  status text not null
    check (status in ('DRAFT', 'SCHEDULED', 'PUBLISHED', 'PARTIALLY_PUBLISHED', 'FAILED', 'HELD')),
  scheduled_at timestamptz,
  local_time timestamp,
  timezone text,
  created_by uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  sort_at timestamptz generated always as (coalesce(scheduled_at, created_at)) stored,
  unique (workspace_id, id),
  check ((scheduled_at is null) = (timezone is null) and (scheduled_at is null) = (local_time is null))
);
create index post_list_idx on post (workspace_id, sort_at desc, id desc) where deleted_at is null;
create index post_status_idx on post (workspace_id, status, sort_at desc, id desc) where deleted_at is null;
create index post_calendar_idx on post (workspace_id, scheduled_at, id)
  where deleted_at is null and scheduled_at is not null;
select tenant_wall('post');
--rollback drop table post;

--changeset postpilot:0003-create-post-media
create table post_media (
  post_id uuid not null,
  position integer not null,
  media_id uuid not null,
  workspace_id uuid not null,
  primary key (post_id, position),
  foreign key (workspace_id, post_id) references post (workspace_id, id) on delete cascade,
  foreign key (workspace_id, media_id) references media (workspace_id, id)
);
create index post_media_media_idx on post_media (media_id);
select tenant_wall('post_media');
--rollback drop table post_media;

--changeset postpilot:0003-create-post-target
-- state OPEN: the target is with the dispatcher, SCHEDULED while it has a row in due, DISPATCHED
-- while it has one in in_flight. rendered_* and content_hash are the content as it is published,
-- so that a claim reads it with one look-up.
create table post_target (
  id uuid primary key,
  workspace_id uuid not null,
  post_id uuid not null,
  position integer not null,
  account_id uuid not null,
  external_account_id text not null,
  platform text not null,
  caption text,
  options text not null check (options is json object),
  state text not null check (state in ('DRAFT', 'OPEN', 'PUBLISHED', 'FAILED', 'HELD')),
  due_at timestamptz,
  hold_reason text,
  failure_code text,
  failure_message text,
  failure_action text,
  next_action_at timestamptz,
  published_at timestamptz,
  remote_id text,
  permalink text,
  rendered_text text not null,
  rendered_media text not null check (rendered_media is json array),
  content_hash text not null,
  unique (post_id, account_id),
  foreign key (workspace_id, post_id) references post (workspace_id, id) on delete cascade,
  check ((state = 'HELD') = (hold_reason is not null)),
  check (state <> 'OPEN' or due_at is not null)
);
create index post_target_account_idx on post_target (account_id, state);
create index post_target_resume_idx on post_target (next_action_at)
  where state = 'HELD' and next_action_at is not null;
select tenant_wall('post_target');
--rollback drop table post_target;
