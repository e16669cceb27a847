--liquibase formatted sql

--changeset postpilot:0013-bind-consent-to-content
-- Which content was agreed to: a consent counts while this is the target's content_hash.
alter table post_target add consent_hash text;
update post_target set consent_hash = content_hash where consent_at is not null;
alter table post_target add check ((consent_at is null) = (consent_hash is null));
--rollback alter table post_target drop consent_hash;
