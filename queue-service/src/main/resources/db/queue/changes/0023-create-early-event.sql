--liquibase formatted sql

--changeset postpilot:0023-create-early-event
-- Events about posts of which no item knows, while an item of the workspace waits for the answer that
-- may name that very post. They go when the workspace waits for no answer any more.
create table early_event (
  event_id uuid primary key,
  workspace_id uuid not null,
  post_id uuid not null,
  position bigint generated always as identity,
  type text not null,
  payload text not null check (payload is json object)
);
create index early_event_post_idx on early_event (post_id, position);
create index early_event_workspace_idx on early_event (workspace_id);
create index scheduling_workspace_idx on scheduling (workspace_id);
select tenant_wall('early_event');
--rollback drop index scheduling_workspace_idx;
--rollback drop table early_event;
