package com.postpilot.publisher.tiktok;

import com.postpilot.common.contract.PostDue;
import com.postpilot.publisher.ledger.Claim;
import com.postpilot.publisher.ledger.Step;
import com.postpilot.publisher.ledger.StepKind;
import com.postpilot.publisher.media.MediaBytes;
import com.postpilot.publisher.platform.Made;
import com.postpilot.publisher.platform.Prepared;
import com.postpilot.publisher.platform.Progress;
import com.postpilot.publisher.platform.Reply;
import com.postpilot.publisher.platform.StepLog;
import java.time.Duration;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Sends a video in chunks, in order. TikTok publishes when the last byte is there, so the last
 * chunk is the visible step; all before it may be sent again, and a session that ran out is opened
 * anew.
 */
@Component
class VideoUpload {
  /** Sends each chunk once and leaves room for some that TikTok wants again. */
  private static final int REPEATS = 20;

  private final TikTokClient client;
  private final MediaBytes bytes;
  private final StepLog steps;

  VideoUpload(TikTokClient client, MediaBytes bytes, StepLog steps) {
    this.client = client;
    this.bytes = bytes;
    this.steps = steps;
  }

  /** What a last chunk is asked for by; it tells how much TikTok has when all is there. */
  record Session(String publishId, long size) {
    static Session of(Step lastChunk) {
      var parts = lastChunk.requestHash().split(" ", 2);
      return new Session(parts[0], Long.parseLong(parts[1]));
    }

    @Override
    public String toString() {
      return publishId + " " + size;
    }
  }

  Progress send(Claim claim, Made opened) {
    var video = claim.publication().media().getFirst();
    var session = new Session(opened.id(), video.size());
    var url = Objects.requireNonNull(opened.uploadUrl(), "a session has an upload URL");
    var chunks = Chunks.of(video.size());
    long received = received(claim, session);
    for (long put = 0; put < chunks.count() + REPEATS; put++) {
      if (chunks.isLast(received)) {
        return last(claim, session, url, video, received);
      }
      switch (part(claim, session, url, video, chunks, received)) {
        case Prepared.Ready(Made part, var _) -> received = Long.parseLong(part.id());
        case Prepared.Stopped(var why) -> {
          return why;
        }
      }
    }
    return new Progress.Refused(TikTok.ERRORS.of("upload/416"));
  }

  /** How many bytes TikTok had, as far as it said. */
  private static long received(Claim claim, Session session) {
    return claim
        .sent(StepKind.CHUNK)
        .filter(
            step ->
                step.outcome() == Step.Outcome.DONE
                    && step.requestHash().equals(session.toString()))
        .reduce((earlier, later) -> later)
        .map(step -> Long.parseLong(Objects.requireNonNull(step.remoteId())))
        .orElse(0L);
  }

  private Prepared part(
      Claim claim, Session session, String url, PostDue.Media video, Chunks chunks, long from) {
    return steps.prepare(
        claim,
        StepKind.CHUNK,
        chunks.indexOf(from),
        session.toString(),
        Duration.ZERO,
        () ->
            put(url, video, from, chunks.end(from))
                .then(has -> new Reply.Ok<>(new Made(Long.toString(has)))));
  }

  private Progress last(Claim claim, Session session, String url, PostDue.Media video, long from) {
    return steps.handOver(
        claim,
        StepKind.LAST_CHUNK,
        session.toString(),
        () ->
            from == video.size()
                ? new Reply.Ok<>(session.publishId())
                : put(url, video, from, video.size())
                    .then(
                        has ->
                            has == video.size()
                                ? new Reply.Ok<>(session.publishId())
                                : new Reply.Refused<>(TikTok.ERRORS.of("upload/416"))));
  }

  private Reply<Long> put(String url, PostDue.Media video, long from, long end) {
    return client.put(
        url,
        video.contentType(),
        from,
        end,
        video.size(),
        () -> bytes.open(video.key(), from, end - from));
  }
}
