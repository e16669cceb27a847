package com.postpilot.post.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A file that is not the video that it should be; the message says why, in plain words. */
final class Unreadable extends RuntimeException {
  Unreadable(String why) {
    super(why);
  }

  /** Exactly {@code count} bytes, or this. */
  static ByteBuffer orBytes(FileChannel file, long at, int count) throws IOException {
    var bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, at + bytes.position()) < 0) {
        throw new Unreadable("it is damaged or cut off");
      }
    }
    return bytes.flip();
  }
}
