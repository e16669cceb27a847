package com.postpilot.post.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

class PicturesTests {
  static final String ONE_PIXEL_WEBP = "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA";

  final Pictures pictures =
      new Pictures(
          new MediaProperties(
              DataSize.ofMegabytes(25),
              DataSize.ofMegabytes(25),
              40_000_000,
              Duration.ofSeconds(1),
              false,
              Duration.ofMinutes(1),
              Duration.ofMinutes(1)));

  @Test
  void aJpegThatFitsStaysAsItIs() throws Exception {
    var jpeg = encoded("jpeg", new BufferedImage(1080, 1350, BufferedImage.TYPE_INT_RGB));

    var picture = pictures.prepare(jpeg, null);

    assertThat(picture.jpeg()).isEqualTo(jpeg);
    assertThat(picture.width()).isEqualTo(1080);
    assertThat(picture.height()).isEqualTo(1350);
    assertThat(picture.sha256())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(jpeg)));
  }

  /** As a camera writes it: Exif with the place, XMP, a comment, a preview behind the picture. */
  @Test
  void whereAPictureWasTakenIsForgottenAndItsPixelsStay() throws Exception {
    var image = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
    image.createGraphics().drawLine(0, 0, 300, 200);
    var jpeg = encoded("jpeg", image);
    var taken =
        join(
            Arrays.copyOf(jpeg, 2),
            segment(0xe1, "Exif\0\0MM\0*GPSLatitude 52.5200"),
            segment(0xe1, "http://ns.adobe.com/xap/1.0/\0<x:GPSLongitude>13.4</x>"),
            segment(0xed, "Photoshop 3.0\0Berlin"),
            segment(0xfe, "at home"),
            Arrays.copyOfRange(jpeg, 2, jpeg.length),
            jpeg,
            "GPSPreview".getBytes(StandardCharsets.US_ASCII));

    var picture = pictures.prepare(taken, null);

    assertThat(picture.jpeg()).isEqualTo(jpeg);
    assertThat(new String(picture.jpeg(), StandardCharsets.ISO_8859_1))
        .doesNotContain("GPS", "Berlin", "at home", "Exif");
  }

  @Test
  void aProgressiveJpegKeepsEveryScan() throws Exception {
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var parameters = writer.getDefaultWriteParam();
    parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    var bytes = new ByteArrayOutputStream();
    try (var output = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(output);
      writer.write(
          null,
          new IIOImage(new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB), null, null),
          parameters);
    }

    assertThat(pictures.prepare(bytes.toByteArray(), null).jpeg()).isEqualTo(bytes.toByteArray());
  }

  @Test
  void aTransparentPngBecomesAJpegOnWhite() throws Exception {
    var image = new BufferedImage(600, 400, BufferedImage.TYPE_INT_ARGB);
    var canvas = image.createGraphics();
    canvas.setColor(Color.RED);
    canvas.fillRect(0, 0, 300, 400);
    canvas.dispose();

    var picture = pictures.prepare(encoded("png", image), null);

    assertThat(picture.originalType()).isEqualTo("image/png");
    var read = decoded(picture);
    assertThat(formatOf(picture)).isEqualTo("JPEG");
    assertThat(isNear(read.getRGB(100, 200), Color.RED)).isTrue();
    assertThat(isNear(read.getRGB(500, 200), Color.WHITE)).isTrue();
  }

  @Test
  void aLargePictureIsScaledAndKeepsItsShape() throws Exception {
    var picture =
        pictures.prepare(
            encoded("png", new BufferedImage(6000, 3000, BufferedImage.TYPE_INT_RGB)), null);

    assertThat(picture.width()).isEqualTo(1920);
    assertThat(picture.height()).isEqualTo(960);
    assertThat(decoded(picture).getWidth()).isEqualTo(1920);
  }

  @Test
  void aSquareProductPhotoFitsEveryPlatform() throws Exception {
    var picture =
        pictures.prepare(
            encoded("png", new BufferedImage(2048, 2048, BufferedImage.TYPE_INT_RGB)), null);

    assertThat(picture.width()).isEqualTo(1080);
    assertThat(picture.height()).isEqualTo(1080);
  }

  @Test
  void aPictureFullOfNoiseStaysBelowTheLimit() throws Exception {
    var image = new BufferedImage(1440, 1800, BufferedImage.TYPE_INT_RGB);
    var random = new Random(7);
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        image.setRGB(x, y, random.nextInt());
      }
    }

    assertThat(pictures.prepare(encoded("png", image), null).jpeg().length)
        .isLessThanOrEqualTo(Pictures.MAX_BYTES);
  }

  @Test
  void webPIsTaken() throws Exception {
    var picture = pictures.prepare(Base64.getDecoder().decode(ONE_PIXEL_WEBP), null);

    assertThat(picture.originalType()).isEqualTo("image/webp");
    assertThat(formatOf(picture)).isEqualTo("JPEG");
    assertThat(picture.width()).isEqualTo(1);
  }

  /** Red marks the corner that is at the top left when the picture is upright. */
  @ParameterizedTest
  @CsvSource({
    "1, false, 0, 0", "2, false, 1, 0", "3, false, 1, 1", "4, false, 0, 1",
    "5, true, 0, 0", "6, true, 0, 1", "7, true, 1, 1", "8, true, 1, 0"
  })
  void aPhotoIsTurnedAsTheCameraWasHeld(int orientation, boolean lies, int right, int bottom)
      throws Exception {
    int w = 400;
    int h = 300;
    var image = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    var canvas = image.createGraphics();
    canvas.setColor(Color.BLUE);
    canvas.fillRect(0, 0, w, h);
    canvas.setColor(Color.RED);
    canvas.fillRect(right * w / 2, bottom * h / 2, w / 2, h / 2);
    canvas.dispose();

    var picture = pictures.prepare(withOrientation(encoded("jpeg", image), orientation), null);

    assertThat(picture.width()).isEqualTo(lies ? h : w);
    assertThat(picture.height()).isEqualTo(lies ? w : h);
    var read = decoded(picture);
    assertThat(isNear(read.getRGB(30, 30), Color.RED)).isTrue();
    assertThat(isNear(read.getRGB(picture.width() - 30, picture.height() - 30), Color.BLUE))
        .isTrue();
  }

  @Test
  void whatIsNotAPictureIsRefused() throws Exception {
    var gif = encoded("gif", new BufferedImage(10, 10, BufferedImage.TYPE_INT_RGB));

    assertThat(refusal("<svg onload=alert(1)>".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(ProblemCode.UNSUPPORTED_MEDIA);
    assertThat(refusal(new byte[0])).isEqualTo(ProblemCode.UNSUPPORTED_MEDIA);
    assertThat(refusal(gif)).isEqualTo(ProblemCode.UNSUPPORTED_MEDIA);
  }

  @Test
  void aPictureThatIsCutOffIsRefused() throws Exception {
    var png = encoded("png", new BufferedImage(500, 500, BufferedImage.TYPE_INT_RGB));

    assertThat(refusal(Arrays.copyOf(png, 60))).isEqualTo(ProblemCode.UNSUPPORTED_MEDIA);
  }

  /** 33 bytes that claim 3.6 billion pixels: refused by the header, before anything is decoded. */
  @Test
  void aDecompressionBombIsNotDecoded() {
    assertThat(refusal(pngHeader(60_000, 60_000))).isEqualTo(ProblemCode.PAYLOAD_TOO_LARGE);
  }

  private ProblemCode refusal(byte[] bytes) {
    return catchThrowableOfType(Problem.class, () -> pictures.prepare(bytes, "url")).code();
  }

  private static byte[] pngHeader(int width, int height) {
    var header = ByteBuffer.allocate(17);
    header.put("IHDR".getBytes(StandardCharsets.US_ASCII));
    header.putInt(width).putInt(height).put(new byte[] {8, 2, 0, 0, 0});
    var crc = new CRC32();
    crc.update(header.array());
    return ByteBuffer.allocate(33)
        .putLong(0x89504e470d0a1a0aL)
        .putInt(13)
        .put(header.array())
        .putInt((int) crc.getValue())
        .array();
  }

  private static byte[] segment(int marker, String content) {
    var bytes = content.getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(4 + bytes.length)
        .put((byte) 0xff)
        .put((byte) marker)
        .putShort((short) (2 + bytes.length))
        .put(bytes)
        .array();
  }

  private static byte[] join(byte[]... parts) {
    var bytes = new ByteArrayOutputStream();
    for (var part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }

  private static byte[] withOrientation(byte[] jpeg, int orientation) {
    var tiff =
        ByteBuffer.allocate(26)
            .putShort((short) 0x4d4d)
            .putShort((short) 42)
            .putInt(8)
            .putShort((short) 1)
            .putShort((short) 0x0112)
            .putShort((short) 3)
            .putInt(1)
            .putShort((short) orientation)
            .array();
    var exif = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    var all = ByteBuffer.allocate(jpeg.length + 4 + exif.length + tiff.length);
    all.put(jpeg, 0, 2);
    all.putShort((short) 0xffe1).putShort((short) (2 + exif.length + tiff.length));
    all.put(exif).put(tiff).put(jpeg, 2, jpeg.length - 2);
    return all.array();
  }

  private static byte[] encoded(String format, BufferedImage image) throws IOException {
    var bytes = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, bytes)).isTrue();
    return bytes.toByteArray();
  }

  private static BufferedImage decoded(Picture picture) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(picture.jpeg()));
  }

  private static String formatOf(Picture picture) throws IOException {
    try (var input = ImageIO.createImageInputStream(new ByteArrayInputStream(picture.jpeg()))) {
      return ImageIO.getImageReaders(input).next().getFormatName();
    }
  }

  private static boolean isNear(int rgb, Color wanted) {
    var color = new Color(rgb);
    return Math.abs(color.getRed() - wanted.getRed()) < 30
        && Math.abs(color.getGreen() - wanted.getGreen()) < 30
        && Math.abs(color.getBlue() - wanted.getBlue()) < 30;
  }
}
