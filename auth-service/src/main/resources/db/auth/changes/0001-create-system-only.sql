--liquibase formatted sql

--changeset postpilot:0001-create-system-only splitStatements:false
-- People, their sessions and the signing keys belong to no workspace: whoever logs in has none yet.
-- Work on them is the system's alone; a request's ordinary transaction sees not one of these rows.
create function system_only(walled regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', walled);
  execute format('alter table %s force row level security', walled);
  execute format('create policy system on %s to ${schema}_system using (true)', walled);
  execute format('create policy owner on %s to ${schema}_owner using (true)', walled);
end
$$;
--rollback drop function system_only(regclass);
