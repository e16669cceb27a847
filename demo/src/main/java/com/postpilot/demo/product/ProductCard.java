package com.postpilot.demo.product;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.TextAttribute;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A picture for a product that has none: its name and price on a field in the colours of its brand,
 * 1080 by 1350 pixels, which every platform takes.
 */
public final class ProductCard {
  static final int WIDTH = 1080;
  static final int HEIGHT = 1350;

  private static final int MARGIN = 90;
  private static final int FIELD = 720;

  /** Where the middle square ends, to which feeds cut pictures in a grid. */
  private static final int END_OF_SQUARE = (HEIGHT + WIDTH) / 2;

  private static final float QUALITY = 0.9f;

  /** Field, light on the field, accent. */
  private static final List<Color[]> PALETTES =
      List.of(
          palette(0x1F3A5F, 0x4F7CAC, 0xF2A65A),
          palette(0x2F4B3C, 0x6B9080, 0xE9C46A),
          palette(0x5B2A3C, 0xA8577E, 0xF4B393),
          palette(0x3B3561, 0x7D70BA, 0xF2C14E),
          palette(0x7A3E2B, 0xC8764F, 0xF3D9B1),
          palette(0x1E4E4E, 0x4C9A92, 0xF7B267));

  private static final Color PAPER = new Color(0xFBF8F3);
  private static final Color INK = new Color(0x22252B);
  private static final Color QUIET = new Color(0x6F737B);

  private final Product product;
  private final String brand;
  private final Color[] colours;

  private ProductCard(Product product) {
    this.product = product;
    brand = Objects.requireNonNullElse(product.brand(), "");
    colours = PALETTES.get(Math.floorMod(brand.hashCode(), PALETTES.size()));
  }

  private static Color[] palette(int field, int light, int accent) {
    return new Color[] {new Color(field), new Color(light), new Color(accent)};
  }

  /** Draws it; the same product always looks the same. */
  public static byte[] jpeg(Product product) {
    return encoded(new ProductCard(product).image());
  }

  private BufferedImage image() {
    var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    var canvas = image.createGraphics();
    canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    canvas.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    canvas.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    canvas.setColor(PAPER);
    canvas.fillRect(0, 0, WIDTH, HEIGHT);
    field(canvas);
    words(canvas);
    canvas.dispose();
    return image;
  }

  /** The upper part: circles that lie differently for each product, and its first letter. */
  private void field(Graphics2D canvas) {
    var whole = canvas.getClip();
    canvas.setClip(new Rectangle2D.Double(0, 0, WIDTH, FIELD));
    canvas.setPaint(new GradientPaint(0, 0, colours[0], WIDTH, FIELD, colours[0].darker()));
    canvas.fillRect(0, 0, WIDTH, FIELD);
    var chance = new Random(product.title().hashCode());
    for (int i = 0; i < 4; i++) {
      double radius = 150 + chance.nextInt(230);
      var circle =
          new Ellipse2D.Double(
              chance.nextInt(WIDTH) - radius,
              chance.nextInt(FIELD) - radius,
              2 * radius,
              2 * radius);
      canvas.setColor(translucent(i == 3 ? colours[2] : colours[1], i == 3 ? 200 : 90));
      if (i == 2) {
        canvas.setStroke(new BasicStroke(5));
        canvas.draw(circle);
      } else {
        canvas.fill(circle);
      }
    }
    var initial = product.title().substring(0, product.title().offsetByCodePoints(0, 1));
    canvas.setFont(font(Font.SERIF, Font.BOLD, 470));
    var metrics = canvas.getFontMetrics();
    canvas.setColor(PAPER);
    canvas.drawString(
        initial.toUpperCase(Locale.ROOT),
        (WIDTH - metrics.stringWidth(initial.toUpperCase(Locale.ROOT))) / 2,
        (FIELD - metrics.getHeight()) / 2 + metrics.getAscent());
    canvas.setClip(whole);
  }

  private static Color translucent(Color colour, int alpha) {
    return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), alpha);
  }

  /** The lower part: brand, title, and the price on a tag. */
  private void words(Graphics2D canvas) {
    int y = FIELD + 85;
    if (!brand.isEmpty()) {
      canvas.setFont(
          font(Font.SANS_SERIF, Font.PLAIN, 30).deriveFont(Map.of(TextAttribute.TRACKING, 0.18)));
      canvas.setColor(QUIET);
      canvas.drawString(lines(canvas, brand.toUpperCase(Locale.ROOT), 1).getFirst(), MARGIN, y);
      y += 95;
    } else {
      y += 30;
    }
    canvas.setColor(INK);
    canvas.setFont(font(Font.SERIF, Font.BOLD, 84));
    for (var line : lines(canvas, product.title(), 2)) {
      canvas.drawString(line, MARGIN, y);
      y += 96;
    }
    var price = product.priceTag();
    if (price != null) {
      priceTag(canvas, price);
    }
  }

  private void priceTag(Graphics2D canvas, String price) {
    canvas.setFont(font(Font.SANS_SERIF, Font.BOLD, 54));
    var metrics = canvas.getFontMetrics();
    int height = 104;
    int top = END_OF_SQUARE - 30 - height;
    canvas.setColor(colours[2]);
    canvas.fill(
        new RoundRectangle2D.Double(
            MARGIN, top, metrics.stringWidth(price) + 96, height, height, height));
    canvas.setColor(INK);
    canvas.drawString(
        price, MARGIN + 48, top + (height - metrics.getHeight()) / 2 + metrics.getAscent());
  }

  private static Font font(String family, int style, int size) {
    return new Font(family, style, size);
  }

  /** Breaks a text between words; what does not fit into the last line ends in an ellipsis. */
  private static List<String> lines(Graphics2D canvas, String text, int max) {
    var metrics = canvas.getFontMetrics();
    int room = WIDTH - 2 * MARGIN;
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (var word : text.strip().split("\\s+", -1)) {
      var longer = line.isEmpty() ? word : line + " " + word;
      if (metrics.stringWidth(longer) > room && !line.isEmpty() && lines.size() < max - 1) {
        lines.add(line.toString());
        line = new StringBuilder(word);
      } else {
        line = new StringBuilder(longer);
      }
    }
    lines.add(line.toString());
    return lines.stream()
        .map(
            full -> {
              var shown = full;
              while (metrics.stringWidth(shown) > room) {
                shown = shown.substring(0, shown.length() - 2).stripTrailing() + "…";
              }
              return shown;
            })
        .toList();
  }

  private static byte[] encoded(BufferedImage image) {
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var settings = writer.getDefaultWriteParam();
    settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    settings.setCompressionQuality(QUALITY);
    var bytes = new ByteArrayOutputStream();
    try (var stream = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
