--liquibase formatted sql

--changeset postpilot:0002-widen-step
alter table step drop constraint step_kind_check;
alter table step add constraint step_kind_check check (kind in (
  'CHILD', 'CONTAINER', 'PUBLISH',
  'PHOTO', 'FEED', 'REEL_START', 'REEL_UPLOAD', 'REEL_FINISH',
  'INIT', 'CHUNK', 'LAST_CHUNK', 'PULL'));
alter table step add column upload_url text;
--rollback alter table step drop column upload_url; alter table step drop constraint step_kind_check; alter table step add constraint step_kind_check check (kind in ('CHILD', 'CONTAINER', 'PUBLISH'));

--changeset postpilot:0002-add-waiting-since
-- When the present delivery first had to wait. Waiting for its lane does not count.
alter table publication add column waiting_since timestamptz;
--rollback alter table publication drop column waiting_since;
