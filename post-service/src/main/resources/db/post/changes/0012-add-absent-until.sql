--liquibase formatted sql

--changeset postpilot:0012-add-absent-until
alter table post_target add absent_until timestamptz;
--rollback alter table post_target drop absent_until;
