package com.postpilot.post.media;

import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds out what uploaded bytes really are and makes them into a JPEG that the platforms take: at
 * most {@value #SHORT_SIDE} by {@value #LONG_SIDE} pixels, either way round, and {@value
 * #MAX_BYTES} bytes long, upright, opaque, sRGB, and without what a camera noted, such as the
 * place. The pixels of a JPEG that is all of this already are left as they are.
 */
@Component
class Pictures {
  /** TikTok's photos; more than this the others scale down, too. */
  private static final int SHORT_SIDE = 1080;

  private static final int LONG_SIDE = 1920;
  static final int MAX_BYTES = 8_000_000;
  private static final Set<String> KNOWN = Set.of("jpeg", "png", "webp");

  private final long maxPixels;

  /** Decoding takes tens of megabytes: not more at a time than cores are there for it. */
  private final Semaphore room = new Semaphore(2);

  Pictures(MediaProperties properties) {
    this.maxPixels = properties.maxPixels();
    ImageIO.setUseCache(false);
  }

  /**
   * @param field of the request that brought the bytes
   * @throws Problem 415 for what is not a picture that can be published, 413 for one that is too
   *     large to decode
   */
  Picture prepare(byte[] bytes, @Nullable String field) {
    room.acquireUninterruptibly();
    try (var input = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      return prepare(bytes, input, field);
    } catch (IOException | RuntimeException e) {
      if (e instanceof Problem problem) {
        throw problem;
      }
      throw unsupported(field, "This picture is damaged or of a kind that cannot be read.");
    } finally {
      room.release();
    }
  }

  /** The picture in another shape: all of it on a background, or its middle. */
  Picture reshaped(byte[] jpeg, Shape shape, Shape.Fit fit, Color background, long maxBytes) {
    room.acquireUninterruptibly();
    try {
      var picture = ImageIO.read(new ByteArrayInputStream(jpeg));
      double across = (double) shape.width() / picture.getWidth();
      double down = (double) shape.height() / picture.getHeight();
      double scale = fit == Shape.Fit.PAD ? Math.min(across, down) : Math.max(across, down);
      int width = (int) Math.round(picture.getWidth() * scale);
      int height = (int) Math.round(picture.getHeight() * scale);
      var drawn = new BufferedImage(shape.width(), shape.height(), BufferedImage.TYPE_INT_RGB);
      var canvas = canvas(drawn, background);
      canvas.drawImage(
          picture, (shape.width() - width) / 2, (shape.height() - height) / 2, width, height, null);
      canvas.dispose();
      return picture(encode(drawn, maxBytes), shape.width(), shape.height(), "jpeg");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      room.release();
    }
  }

  private Picture prepare(byte[] bytes, ImageInputStream input, @Nullable String field)
      throws IOException {
    var readers = ImageIO.getImageReaders(input);
    if (!readers.hasNext()) {
      throw unsupported(field, "Only JPEG, PNG and WebP pictures are taken.");
    }
    var reader = readers.next();
    try {
      var format = reader.getFormatName().toLowerCase(Locale.ROOT);
      if (!KNOWN.contains(format)) {
        throw unsupported(field, "Only JPEG, PNG and WebP pictures are taken.");
      }
      reader.setInput(input, false, true);
      // From the header alone: a small file can claim to be a very large picture.
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      if ((long) width * height > maxPixels) {
        throw refusal(
            ProblemCode.PAYLOAD_TOO_LARGE,
            field,
            "The picture has %d x %d pixels; %d million are the most."
                .formatted(width, height, maxPixels / 1_000_000));
      }
      boolean jpeg = format.equals("jpeg");
      int orientation = jpeg ? Orientation.of(bytes) : Orientation.UPRIGHT;
      var decoded = decode(reader, scale(width, height));
      if (jpeg
          && orientation == Orientation.UPRIGHT
          && scale(width, height) == 1
          && bytes.length <= MAX_BYTES
          && decoded.getColorModel().getColorSpace().isCS_sRGB()) {
        var plain = PlainJpeg.of(bytes);
        if (plain.isPresent()) {
          return picture(plain.get(), width, height, format);
        }
      }
      var upright = opaque(turned(decoded, orientation));
      return picture(encode(upright, MAX_BYTES), upright.getWidth(), upright.getHeight(), format);
    } finally {
      reader.dispose();
    }
  }

  private static Picture picture(byte[] jpeg, int width, int height, String format) {
    return new Picture(jpeg, Sha256.of(jpeg), width, height, "image/" + format);
  }

  /** By what a picture has to shrink; 1 if it fits. */
  private static double scale(int width, int height) {
    return Math.min(
        1,
        Math.min(
            (double) SHORT_SIDE / Math.min(width, height),
            (double) LONG_SIDE / Math.max(width, height)));
  }

  /** Reads every nth pixel of a picture that is much larger than needed. */
  private static BufferedImage decode(ImageReader reader, double scale) throws IOException {
    var parameters = reader.getDefaultReadParam();
    int every = Math.max(1, (int) (1 / (2 * scale)));
    parameters.setSourceSubsampling(every, every, 0, 0);
    return reader.read(0, parameters);
  }

  private static BufferedImage turned(BufferedImage picture, int orientation) {
    int w = picture.getWidth();
    int h = picture.getHeight();
    var turn =
        switch (orientation) {
          case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
          case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
          case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
          case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
          case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
          case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
          case 8 -> new AffineTransform(0, -1, 1, 0, 0, w);
          default -> null;
        };
    if (turn == null) {
      return picture;
    }
    boolean lies = orientation >= 5;
    var turned = new BufferedImage(lies ? h : w, lies ? w : h, BufferedImage.TYPE_INT_ARGB);
    var canvas = turned.createGraphics();
    canvas.drawImage(picture, turn, null);
    canvas.dispose();
    return turned;
  }

  /** On white, in sRGB, and no wider than needed. Halves step by step: one large step is coarse. */
  private static BufferedImage opaque(BufferedImage picture) {
    double scale = scale(picture.getWidth(), picture.getHeight());
    int width = Math.max(1, (int) (picture.getWidth() * scale));
    var step = picture;
    while (step.getWidth() > 2 * width) {
      step = drawn(step, step.getWidth() / 2);
    }
    return drawn(step, width);
  }

  private static BufferedImage drawn(BufferedImage picture, int width) {
    int height =
        Math.max(1, (int) Math.round((double) picture.getHeight() * width / picture.getWidth()));
    var drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var canvas = canvas(drawn, Color.WHITE);
    canvas.drawImage(picture, 0, 0, width, height, null);
    canvas.dispose();
    return drawn;
  }

  private static Graphics2D canvas(BufferedImage picture, Color background) {
    var canvas = picture.createGraphics();
    canvas.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    canvas.setRenderingHint(
        RenderingHints.KEY_COLOR_RENDERING, RenderingHints.VALUE_COLOR_RENDER_QUALITY);
    canvas.setColor(background);
    canvas.fillRect(0, 0, picture.getWidth(), picture.getHeight());
    return canvas;
  }

  private static byte[] encode(BufferedImage picture, long maxBytes) throws IOException {
    byte[] bytes = {};
    for (float quality : new float[] {0.92f, 0.85f, 0.75f, 0.6f}) {
      bytes = encode(picture, quality);
      if (bytes.length <= maxBytes) {
        break;
      }
    }
    return bytes;
  }

  private static byte[] encode(BufferedImage picture, float quality) throws IOException {
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var bytes = new ByteArrayOutputStream();
    try (var output = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(output);
      var parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(quality);
      writer.write(null, new IIOImage(picture, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static Problem unsupported(@Nullable String field, String message) {
    return refusal(ProblemCode.UNSUPPORTED_MEDIA, field, message);
  }

  private static Problem refusal(ProblemCode code, @Nullable String field, String message) {
    return field == null ? Problem.of(code, message) : Problem.at(code, field, message);
  }
}
