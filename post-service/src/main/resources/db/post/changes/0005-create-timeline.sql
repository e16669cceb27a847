--liquibase formatted sql

--changeset postpilot:0005-create-timeline
create table timeline (
  id bigint generated always as identity primary key,
  workspace_id uuid not null,
  post_id uuid not null,
  target_id uuid,
  at timestamptz not null,
  kind text not null,
  text text not null,
  details text not null check (details is json object)
);
create index timeline_post_idx on timeline (post_id, at, id);
select tenant_wall('timeline');
--rollback drop table timeline;
