--liquibase formatted sql

--changeset postpilot:0013-create-scheduling
-- What post-service is being asked to schedule: here before it is asked, so that whoever asks again
-- asks for the same. The row goes when the answer is known.
create table scheduling (
  item_id uuid primary key,
  workspace_id uuid not null,
  item_version bigint not null,
  idempotency_key uuid not null,
  request text not null check (request is json object),
  requested_by uuid not null,
  next_attempt_at timestamptz not null,
  foreign key (workspace_id, item_id) references item (workspace_id, id)
);
create index scheduling_next_attempt_at_idx on scheduling (next_attempt_at);
select tenant_wall('scheduling');
--rollback drop table scheduling;

--changeset postpilot:0013-create-post-target
-- What became of each target of an item's post.
create table post_target (
  target_id uuid primary key,
  workspace_id uuid not null,
  item_id uuid not null,
  post_id uuid not null,
  platform text not null,
  outcome text check (outcome in ('PUBLISHED', 'FAILED')),
  foreign key (workspace_id, item_id) references item (workspace_id, id)
);
create index post_target_post_idx on post_target (post_id);
select tenant_wall('post_target');
--rollback drop table post_target;

--changeset postpilot:0013-create-errand
-- What post-service has yet to be told of a post; what is newer replaces what it was not told.
create table errand (
  post_id uuid primary key,
  workspace_id uuid not null,
  act text not null check (act in ('UNSCHEDULE', 'HOLD', 'RESUME')),
  detail text not null,
  requested_by uuid not null,
  fence bigint not null default 0,
  next_attempt_at timestamptz not null
);
create index errand_next_attempt_at_idx on errand (next_attempt_at);
select tenant_wall('errand');
--rollback drop table errand;

--changeset postpilot:0013-create-product-hold
-- Posts that wait because of their product: those may go on by themselves when it is as before.
create table product_hold (
  post_id uuid primary key,
  workspace_id uuid not null
);
select tenant_wall('product_hold');
--rollback drop table product_hold;
