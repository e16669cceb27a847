--liquibase formatted sql

--changeset postpilot:0011-create-settings
-- What a workspace chose; without a row it has the defaults.
create table settings (
  workspace_id uuid primary key,
  misfire_window_minutes integer not null check (misfire_window_minutes between 5 and 1440)
);
select tenant_wall('settings');
--rollback drop table settings;
