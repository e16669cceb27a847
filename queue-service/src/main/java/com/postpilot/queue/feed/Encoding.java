package com.postpilot.queue.feed;

import com.postpilot.queue.feed.Unpacked.Magic;
import com.postpilot.queue.feed.UnreadableFeed.Code;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a file's bytes are text, told from all of them before the first product is handed out: what
 * turns out to be no UTF-8 on its last line was none from the first.
 *
 * @param mark how many bytes its byte order mark has
 * @param xml whether it begins like XML
 */
record Encoding(Charset charset, int mark, boolean xml) {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final int HEAD = 1_024;
  private static final int CHUNK = 16_384;
  private static final Pattern DECLARED =
      Pattern.compile("^<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([^\"'>]{1,40})[\"']");

  private static final Pattern WEB_PAGE = Pattern.compile("(?i)<(!doctype\\s+)?html[\\s>]");

  /** Reads the file to its end. */
  static Encoding of(FeedSource source, FeedLimits limits) {
    try (var bytes = Unpacked.open(source, limits)) {
      var head = new byte[HEAD];
      int length = bytes.readNBytes(head, 0, HEAD);
      head = Arrays.copyOf(head, length);
      if (bytes.isPacked() && Magic.of(head) != Magic.NONE) {
        throw new UnreadableFeed(
            Code.NESTED_ARCHIVE, "There is an archive in the archive: pack the file once.");
      }
      var marked = marked(head);
      var survey = new Survey();
      survey.add(head, length);
      var chunk = new byte[CHUNK];
      for (int n = bytes.read(chunk); n >= 0; n = bytes.read(chunk)) {
        survey.add(chunk, n);
      }
      survey.end();
      bytes.requireNoOtherFile();
      if (marked != null) {
        if (marked.charset().equals(StandardCharsets.UTF_8) && !survey.isUtf8) {
          throw unknown();
        }
        return marked;
      }
      if (survey.hasNul) {
        throw new UnreadableFeed(
            Code.NOT_A_FEED, "This is no text: export the products as CSV, or give their feed.");
      }
      var begin = new String(head, StandardCharsets.ISO_8859_1).stripLeading();
      if (WEB_PAGE.matcher(begin).lookingAt()) {
        throw new UnreadableFeed(
            Code.NOT_A_FEED, "This is a web page: give the address of the feed itself.");
      }
      return begin.startsWith("<")
          ? new Encoding(ofXml(begin, survey), 0, true)
          : new Encoding(ofTable(survey), 0, false);
    } catch (IOException e) {
      throw new SourceFailed(e);
    }
  }

  /** By a byte order mark, or as XML in UTF-16 has to begin without one. */
  private static @Nullable Encoding marked(byte[] head) {
    if (begins(head, 0xEF, 0xBB, 0xBF)) {
      return marked(head, StandardCharsets.UTF_8, 3);
    }
    if (begins(head, 0xFE, 0xFF)) {
      return marked(head, StandardCharsets.UTF_16BE, 2);
    }
    if (begins(head, 0xFF, 0xFE)) {
      return marked(head, StandardCharsets.UTF_16LE, 2);
    }
    if (begins(head, 0, '<', 0, '?')) {
      return marked(head, StandardCharsets.UTF_16BE, 0);
    }
    if (begins(head, '<', 0, '?', 0)) {
      return marked(head, StandardCharsets.UTF_16LE, 0);
    }
    return null;
  }

  private static Encoding marked(byte[] head, Charset charset, int mark) {
    var begin = new String(head, mark, head.length - mark, charset).stripLeading();
    return new Encoding(charset, mark, begin.startsWith("<"));
  }

  private static boolean begins(byte[] head, int... bytes) {
    if (head.length < bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if ((head[i] & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private static Charset ofTable(Survey survey) {
    if (survey.isUtf8) {
      return StandardCharsets.UTF_8;
    }
    if (survey.western.isPlausible()) {
      return WINDOWS_1252;
    }
    throw unknown();
  }

  private static UnreadableFeed unknown() {
    return new UnreadableFeed(
        Code.UNKNOWN_ENCODING, "The encoding of this file cannot be told: save it in UTF-8.");
  }

  /** What is UTF-8 to its last byte is so by no accident, whatever it declares. */
  private static Charset ofXml(String begin, Survey survey) {
    var matcher = DECLARED.matcher(begin);
    var declared = matcher.find() ? matcher.group(1) : "UTF-8";
    var charset = charset(declared);
    if (survey.isUtf8 && survey.hasHighBytes) {
      return StandardCharsets.UTF_8;
    }
    if (!survey.isUtf8 && charset.equals(StandardCharsets.UTF_8)) {
      throw new UnreadableFeed(
          Code.UNKNOWN_ENCODING,
          "This XML must be in UTF-8 by what it declares, and is not: write it in the encoding"
              + " that it declares.");
    }
    return charset;
  }

  private static Charset charset(String declared) {
    try {
      var charset = Charset.forName(declared);
      if (charset.equals(StandardCharsets.ISO_8859_1)) {
        return WINDOWS_1252; // as browsers do: it has the quotation marks that people use
      }
      // ASCII is UTF-8; and these bytes cannot be the wide ones that they are said to be
      boolean ascii = charset.equals(StandardCharsets.US_ASCII);
      return ascii || charset.name().startsWith("UTF-") ? StandardCharsets.UTF_8 : charset;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new UnreadableFeed(
          Code.UNKNOWN_ENCODING,
          "There is no encoding \"%s\": write the feed in UTF-8.".formatted(declared),
          e);
    }
  }

  /** What all the bytes together show. */
  private static final class Survey {
    final WesternText western = new WesternText();
    boolean hasNul;
    boolean hasHighBytes;
    boolean isUtf8 = true;

    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    private final ByteBuffer bytes = ByteBuffer.allocate(CHUNK + 8);
    private final CharBuffer ignored = CharBuffer.allocate(CHUNK + 8);

    void add(byte[] chunk, int length) {
      for (int i = 0; i < length; i++) {
        hasNul |= chunk[i] == 0;
        hasHighBytes |= chunk[i] < 0;
      }
      western.add(chunk, length);
      if (isUtf8) {
        bytes.put(chunk, 0, length);
        decode(false);
      }
    }

    void end() {
      if (isUtf8) {
        decode(true);
      }
    }

    private void decode(boolean last) {
      bytes.flip();
      CoderResult result = utf8.decode(bytes, ignored.clear(), last);
      isUtf8 = !result.isError();
      bytes.compact();
    }
  }
}
