--liquibase formatted sql

--changeset postpilot:0005-add-approved-hash
-- Of the content that somebody approved; null where nobody had to.
alter table publication add approved_hash text;
--rollback alter table publication drop approved_hash;
