--liquibase formatted sql

--changeset postpilot:0001-create-publication
create table publication (
  target_id uuid primary key,
  delivery_id uuid not null,
  past_deliveries uuid[] not null default '{}',
  delivered_at timestamptz not null,
  post_id uuid not null,
  workspace_id uuid not null,
  account_id uuid not null,
  external_account_id text not null,
  platform text not null check (platform in ('INSTAGRAM', 'FACEBOOK', 'TIKTOK')),
  lane text not null,
  due_at timestamptz not null,
  misfire_at timestamptz not null,
  text text not null,
  media jsonb not null,
  options jsonb not null,
  content_hash text not null,
  state text not null check (state in ('READY', 'PUBLISHED', 'FAILED', 'HELD')),
  ending jsonb,
  attempts integer not null default 0,
  unconfirmed boolean not null default false,
  next_action_at timestamptz,
  worker uuid,
  lease_until timestamptz,
  fence bigint not null default 0,
  remote_id text,
  details_at timestamptz,
  details_attempts integer not null default 0,
  ended_at timestamptz,
  constraint publication_ready_has_next_action check ((state = 'READY') = (next_action_at is not null)),
  constraint publication_ended_has_ending check ((state = 'READY') = (ending is null)),
  unique (target_id, workspace_id)
);
create unique index publication_remote_id_key on publication (platform, remote_id) where remote_id is not null;
create index publication_ready_idx on publication (next_action_at) where state = 'READY' and lease_until is null;
create index publication_lease_idx on publication (lease_until) where lease_until is not null;
create index publication_busy_lane_idx on publication (lane) where lease_until is not null;
create index publication_unconfirmed_idx on publication (lane) where unconfirmed;
create index publication_details_idx on publication (details_at) where details_at is not null;
create index publication_ended_idx on publication (ended_at) where ended_at is not null;
select tenant_wall('publication');
--rollback drop table publication;

--changeset postpilot:0001-create-step
create table step (
  target_id uuid not null,
  no integer not null,
  workspace_id uuid not null,
  delivery_id uuid not null,
  kind text not null check (kind in ('CHILD', 'CONTAINER', 'PUBLISH')),
  position integer not null,
  visible boolean not null,
  request_hash text not null,
  text text,
  started_at timestamptz not null,
  finished_at timestamptz,
  outcome text check (outcome in ('DONE', 'REFUSED', 'LOST', 'ABSENT', 'DISCARDED')),
  remote_id text,
  detail text,
  absent_at timestamptz,
  constraint step_visible_has_text check (not visible or text is not null),
  primary key (target_id, no),
  foreign key (target_id, workspace_id) references publication (target_id, workspace_id) on delete cascade
);
select tenant_wall('step');
--rollback drop table step;

--changeset postpilot:0001-create-parking
-- No tenant's content: a lane or a whole platform that must rest, and until when. Deliveries wait for
-- a short rest; a long one ends them, so that their posts can be edited.
create table parking (
  scope text primary key,
  until timestamptz not null,
  long boolean not null,
  reason text not null
);
--rollback drop table parking;

--changeset postpilot:0001-create-workable
-- Publications that nothing keeps from being worked on now: their lane is free, nothing rests, and no
-- publication with the same text is being looked for at the platform.
create view workable with (security_invoker = true) as
select target_id, lane, due_at, delivery_id, next_action_at
from publication p
where state = 'READY' and lease_until is null and next_action_at <= now()
  and not exists (
    select from publication busy where busy.lane = p.lane and busy.lease_until is not null)
  and not exists (
    select from parking
    where parking.scope in (p.lane, p.platform) and parking.until > now() and not parking.long)
  and not exists (
    select from publication twin
    join step sent on sent.target_id = twin.target_id and sent.visible and sent.outcome is null
    where twin.lane = p.lane and twin.unconfirmed and twin.state = 'READY' and sent.text = p.text
      and twin.target_id <> p.target_id);
--rollback drop view workable;
