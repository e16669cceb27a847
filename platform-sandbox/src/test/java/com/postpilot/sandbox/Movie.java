package com.postpilot.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jcodec.codecs.h264.H264Encoder;
import org.jcodec.common.AudioFormat;
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

/** A film of one frame, shown over and over. */
record Movie(int width, int height, int framesPerSecond, double seconds, Brand brand) {

  /** What every platform takes: upright, four seconds, 30 frames a second. */
  static final Movie UPRIGHT = new Movie(368, 640, 30, 4, Brand.MP4);

  private static final int CAPACITY = 4 << 20;

  Movie size(int width, int height) {
    return new Movie(width, height, framesPerSecond, seconds, brand);
  }

  Movie framesPerSecond(int framesPerSecond) {
    return new Movie(width, height, framesPerSecond, seconds, brand);
  }

  Movie seconds(double seconds) {
    return new Movie(width, height, framesPerSecond, seconds, brand);
  }

  Movie brand(Brand brand) {
    return new Movie(width, height, framesPerSecond, seconds, brand);
  }

  byte[] bytes() {
    return bytes(muxer -> {});
  }

  /** The same film with sound. */
  byte[] bytesHeardAs(String fourcc, int hertz, int channels) {
    var heard = bytes(muxer -> addSound(muxer, new AudioFormat(hertz, 16, channels, true, false)));
    var text = new String(heard, StandardCharsets.ISO_8859_1);
    return text.replace(".mp3", fourcc).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void addSound(MP4Muxer muxer, AudioFormat format) throws IOException {
    muxer
        .addCompressedAudioTrack(Codec.MP3, format)
        .addFrame(
            Packet.createPacket(
                ByteBuffer.allocate(16), 0, format.getSampleRate(), 1024, 0, FrameType.KEY, null));
  }

  private interface MoreTracks {
    void addTo(MP4Muxer muxer) throws IOException;
  }

  private byte[] bytes(MoreTracks more) {
    var out = ByteBufferSeekableByteChannel.writeToByteBuffer(ByteBuffer.allocate(CAPACITY));
    try {
      var muxer = MP4Muxer.createMP4Muxer(out, brand);
      var track =
          muxer.addVideoTrack(
              Codec.H264,
              VideoCodecMeta.createSimpleVideoCodecMeta(
                  new Size(width, height), ColorSpace.YUV420J));
      var frame = frame();
      var frames = Math.round(seconds * framesPerSecond);
      for (var i = 0L; i < frames; i++) {
        track.addFrame(
            Packet.createPacket(frame.duplicate(), i, framesPerSecond, 1, i, FrameType.KEY, null));
      }
      more.addTo(muxer);
      muxer.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var contents = out.getContents();
    var bytes = new byte[contents.remaining()];
    contents.get(bytes);
    return bytes;
  }

  /** The same film with so many bytes, the last of which mean nothing. */
  byte[] padded(int size) {
    var film = bytes();
    var padded = ByteBuffer.allocate(size).put(film);
    padded.putInt(size - film.length).put("free".getBytes(StandardCharsets.US_ASCII));
    return padded.array();
  }

  /** The same film, said to be coded in another way. */
  byte[] bytesCodedAs(String fourcc) {
    var text = new String(bytes(), StandardCharsets.ISO_8859_1);
    return text.replace("avc1", fourcc).getBytes(StandardCharsets.ISO_8859_1);
  }

  private ByteBuffer frame() {
    var picture = Picture.create(width, height, ColorSpace.YUV420J);
    return H264Encoder.createH264Encoder()
        .encodeFrame(picture, ByteBuffer.allocate(width * height * 4))
        .getData();
  }
}
