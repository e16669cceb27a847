--liquibase formatted sql

--changeset postpilot:0020-add-media
-- Media of post-service that are shown instead of the pictures of the product; none: those.
alter table item add column media uuid[] not null default '{}';
alter table item_version add column media uuid[] not null default '{}';
--rollback alter table item_version drop column media;
--rollback alter table item drop column media;
