--liquibase formatted sql

--changeset postpilot:0008-add-video
alter table media
  add container text,
  add codec text,
  add audio_codec text,
  add frame_rate double precision,
  add fast_start boolean,
  add edit_list boolean,
  add check (
    state = 'UPLOADING' or kind = 'IMAGE'
    or num_nulls(container, codec, frame_rate, fast_start, edit_list, duration_ms) = 0);
--rollback alter table media drop container, drop codec, drop audio_codec, drop frame_rate, drop fast_start, drop edit_list;
