package com.postpilot.e2e.client;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;

/** Draws pictures, no two alike. */
public final class Pictures {
  private static final AtomicInteger DRAWN = new AtomicInteger();

  private Pictures() {}

  public static byte[] jpeg(int width, int height) {
    var number = DRAWN.incrementAndGet();
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var canvas = image.createGraphics();
    canvas.setPaint(
        new GradientPaint(
            0, 0, Color.getHSBColor(number / 17f, 0.6f, 0.9f), width, height, Color.WHITE));
    canvas.fillRect(0, 0, width, height);
    canvas.setPaint(Color.DARK_GRAY);
    canvas.fillOval(width / 4, height / 4, width / 2, height / 2);
    canvas.setPaint(Color.WHITE);
    canvas.fillRect(width / 3, height / 3, number % (width / 4) + 1, 10);
    canvas.dispose();
    var jpeg = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpeg", jpeg);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return jpeg.toByteArray();
  }
}
