package com.postpilot.queue.feed;

import com.postpilot.queue.feed.UnreadableFeed.Code;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.util.function.Supplier;

/**
 * A file's characters, of which only so many may pass between two releases: a parser keeps no more
 * in memory, however long a quote stays open. Text that is not in its encoding is an error, not a
 * question mark.
 */
final class CappedReader extends Reader {
  private static final int CHUNK = 8_192;

  private final Reader characters;
  private final long most;
  private final Supplier<UnreadableFeed> tooMany;
  private long passed;

  private CappedReader(Reader characters, long most, Supplier<UnreadableFeed> tooMany) {
    this.characters = characters;
    this.most = most;
    this.tooMany = tooMany;
  }

  /**
   * @param most between two releases, beyond what a parser reads ahead
   */
  static CappedReader open(
      FeedSource source,
      FeedLimits limits,
      Encoding encoding,
      long most,
      Supplier<UnreadableFeed> tooMany) {
    var bytes = Unpacked.open(source, limits);
    try {
      bytes.skipNBytes(encoding.mark());
    } catch (IOException e) {
      throw new SourceFailed(e);
    }
    var decoder =
        encoding
            .charset()
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    return new CappedReader(new InputStreamReader(bytes, decoder), most + 2 * CHUNK, tooMany);
  }

  /** What passed until now is no longer needed. */
  void release() {
    passed = 0;
  }

  @Override
  public int read(char[] into, int offset, int length) throws IOException {
    int n = characters.read(into, offset, Math.min(length, CHUNK));
    for (int i = offset; i < offset + n; i++) {
      if (into[i] == '\0') {
        throw new UnreadableFeed(
            Code.NOT_A_FEED, "This is no text: export the products as CSV, or give their feed.");
      }
    }
    passed += Math.max(0, n);
    if (passed > most) {
      throw tooMany.get();
    }
    return n;
  }

  @Override
  public void close() throws IOException {
    characters.close();
  }
}
