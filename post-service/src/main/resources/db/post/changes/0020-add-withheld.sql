--liquibase formatted sql

--changeset postpilot:0020-add-withheld
-- Why the queue keeps what is not out from going out; null if it does not.
alter table post add column withheld text;
--rollback alter table post drop column withheld;
