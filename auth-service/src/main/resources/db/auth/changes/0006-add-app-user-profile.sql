--liquibase formatted sql

--changeset postpilot:0006-add-app-user-profile
alter table app_user
  add column email_verified_at timestamptz,
  add column pending_email text,
  add column version bigint not null default 0;
comment on column app_user.pending_email is 'becomes the address once its owner has shown that it is his';
comment on column app_user.version is 'of what the user sees of himself';
--rollback alter table app_user drop column email_verified_at, drop column pending_email, drop column version;
