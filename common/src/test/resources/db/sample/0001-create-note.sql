--liquibase formatted sql

--changeset postpilot:0001-create-note
create table note (
  id uuid primary key,
  workspace_id uuid not null,
  text text not null
);
select tenant_wall('note');
--rollback drop table note;
