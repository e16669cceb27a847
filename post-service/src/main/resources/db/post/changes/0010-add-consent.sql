--liquibase formatted sql

--changeset postpilot:0010-add-consent
-- Who agreed to TikTok's Music Usage Confirmation for this target, and when.
alter table post_target
  add consent_at timestamptz,
  add consent_by uuid,
  add check ((consent_at is null) = (consent_by is null));
--rollback alter table post_target drop consent_at, drop consent_by;
