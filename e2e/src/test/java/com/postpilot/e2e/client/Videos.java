package com.postpilot.e2e.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.jcodec.codecs.h264.H264Encoder;
import org.jcodec.common.Codec;
import org.jcodec.common.VideoCodecMeta;
import org.jcodec.common.io.ByteBufferSeekableByteChannel;
import org.jcodec.common.model.ColorSpace;
import org.jcodec.common.model.Packet;
import org.jcodec.common.model.Packet.FrameType;
import org.jcodec.common.model.Picture;
import org.jcodec.common.model.Size;
import org.jcodec.containers.mp4.Brand;
import org.jcodec.containers.mp4.muxer.MP4Muxer;

/** Makes small films that every platform takes, no two alike. */
final class Videos {
  private static final int WIDTH = 544;
  private static final int HEIGHT = 960;
  private static final int FRAMES_PER_SECOND = 30;
  private static final int SECONDS = 4;
  private static final int CAPACITY = 8 << 20;
  private static final AtomicInteger MADE = new AtomicInteger();

  private Videos() {}

  /** One frame, shown over and over: H.264 in an MP4, upright, four seconds. */
  static byte[] mp4() {
    var out = ByteBufferSeekableByteChannel.writeToByteBuffer(ByteBuffer.allocate(CAPACITY));
    try {
      var muxer = MP4Muxer.createMP4Muxer(out, Brand.MP4);
      var meta =
          VideoCodecMeta.createSimpleVideoCodecMeta(new Size(WIDTH, HEIGHT), ColorSpace.YUV420J);
      var track = muxer.addVideoTrack(Codec.H264, meta);
      var frame = frame(MADE.incrementAndGet());
      for (int i = 0; i < SECONDS * FRAMES_PER_SECOND; i++) {
        track.addFrame(
            Packet.createPacket(
                frame.duplicate(), i, FRAMES_PER_SECOND, 1, i, FrameType.KEY, null));
      }
      muxer.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var contents = out.getContents();
    var bytes = new byte[contents.remaining()];
    contents.get(bytes);
    return bytes;
  }

  private static ByteBuffer frame(int number) {
    var picture = Picture.create(WIDTH, HEIGHT, ColorSpace.YUV420J);
    var light = picture.getPlaneData(0);
    for (int i = 0; i < 32; i++) { // the number, a bit after the other
      light[i * 16] = (byte) ((number >> i & 1) == 0 ? -128 : 127);
    }
    return H264Encoder.createH264Encoder()
        .encodeFrame(picture, ByteBuffer.allocate(WIDTH * HEIGHT * 4))
        .getData();
  }
}
