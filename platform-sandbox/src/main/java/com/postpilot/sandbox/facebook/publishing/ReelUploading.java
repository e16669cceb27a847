package com.postpilot.sandbox.facebook.publishing;

import com.postpilot.sandbox.facebook.account.PageVisit;
import com.postpilot.sandbox.facebook.publishing.ReelFact.ReelBytesArrived;
import com.postpilot.sandbox.facebook.publishing.ReelFiles.Received;
import com.postpilot.sandbox.journal.Journal;
import com.postpilot.sandbox.media.Crawler;
import com.postpilot.sandbox.media.Download;
import com.postpilot.sandbox.media.Downloads;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** Takes the bytes of a reel, in one go or bit by bit, sent or fetched. */
@Component
class ReelUploading {

  private static final long MAX_BYTES = 1L << 30;

  private final Reels reels;
  private final ReelFiles files;
  private final Downloads downloads;
  private final Journal journal;

  ReelUploading(Reels reels, ReelFiles files, Downloads downloads, Journal journal) {
    this.reels = reels;
    this.files = files;
    this.downloads = downloads;
    this.journal = journal;
  }

  /** Fetches the whole video from where the client says it is. */
  void fetch(PageVisit visit, String videoId, String url) {
    journal.exclusively(() -> requireOpen(visit, videoId));
    var scratch = files.scratch();
    switch (downloads.fetchInto(scratch, url, Crawler.META, MAX_BYTES)) {
      case Download.Complete<Path>(var file) ->
          journal.exclusively(
              () -> {
                requireOpen(visit, videoId);
                var size = ReelFiles.size(file);
                files.append(videoId, 0, file);
                journal.append(new ReelBytesArrived(videoId, size, size));
              });
      case Download.TooLarge<Path>() ->
          throw new UploadRefusal(
              UploadRefusal.Type.PROCESSING_FAILED, "The file is larger than 1 GB");
      case Download.TimedOut<Path>() ->
          throw new UploadRefusal(
              UploadRefusal.Type.PROCESSING_FAILED, "The file_url took too long");
      case Download.Failed<Path>(var reason) ->
          throw new UploadRefusal(
              UploadRefusal.Type.PROCESSING_FAILED, "The file_url cannot be fetched: " + reason);
    }
  }

  /** Adds bytes to what there is; those of a request that broke off count too. */
  void add(PageVisit visit, String videoId, long offset, long size, Received received) {
    journal.exclusively(
        () -> {
          var reel = requireOpen(visit, videoId);
          var end = offset + ReelFiles.size(received.file());
          if (offset != reel.arrived() || (reel.arrived() > 0 && size != reel.size())) {
            throw new UploadRefusal(
                UploadRefusal.Type.OFFSET_INVALID, "Request starting offset is invalid");
          }
          if (end > size) {
            throw new UploadRefusal(
                UploadRefusal.Type.PROCESSING_FAILED, "There are more bytes than file_size says");
          }
          files.append(videoId, offset, received.file());
          journal.append(new ReelBytesArrived(videoId, end, size));
          if (end < size) {
            throw new UploadRefusal(
                UploadRefusal.Type.PARTIAL_REQUEST,
                "Partial request (did not match length of file)");
          }
        });
  }

  private Reel requireOpen(PageVisit visit, String videoId) {
    var reel = reels.require(videoId, visit.page().id());
    if (reel.finish() != null) {
      throw new UploadRefusal(
          UploadRefusal.Type.PROCESSING_FAILED, "The upload of this video is finished");
    }
    return reel;
  }
}
