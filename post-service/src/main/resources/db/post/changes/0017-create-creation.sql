--liquibase formatted sql

--changeset postpilot:0017-create-creation
-- Which post was made under which key: a caller that got no answer asks again, and gets this one.
create table creation (
  workspace_id uuid not null,
  key text not null,
  post_id uuid not null,
  primary key (workspace_id, key)
);
select tenant_wall('creation');
--rollback drop table creation;

--changeset postpilot:0017-add-media-source
-- Where a medium was fetched for a product: the same bytes from there are not kept twice.
alter table media add source_url text;
create index media_source_idx on media (workspace_id, md5(source_url)) where source_url is not null;
--rollback alter table media drop source_url;
