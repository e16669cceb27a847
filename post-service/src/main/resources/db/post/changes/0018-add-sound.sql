--liquibase formatted sql

--changeset postpilot:0018-add-sound
alter table media add audio_rate integer, add audio_channels integer;
--rollback alter table media drop audio_rate, drop audio_channels;
