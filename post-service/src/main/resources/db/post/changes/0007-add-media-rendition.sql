--liquibase formatted sql

--changeset postpilot:0007-add-media-rendition
alter table media add rendition_type text, add rendition_size bigint;
update media set rendition_type = 'image/jpeg', rendition_size = size where state = 'READY';
alter table media add check (state = 'UPLOADING' or (rendition_type is not null and rendition_size is not null));
--rollback alter table media drop rendition_type, drop rendition_size;
