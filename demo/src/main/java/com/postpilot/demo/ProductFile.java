package com.postpilot.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file with the products of a shop. */
final class ProductFile {
  private static final String OWN = "products.csv";

  private final String name;
  private final byte[] content;

  private ProductFile(String name, byte[] content) {
    this.name = name;
    this.content = content;
  }

  /** A file that cannot be taken in; the message is one sentence for the person who gave it. */
  static final class Unreadable extends RuntimeException {
    Unreadable(String message) {
      super(message);
    }
  }

  /**
   * @throws Unreadable when it is not there, or no file
   */
  static ProductFile read(Path file) {
    try {
      return new ProductFile(String.valueOf(file.getFileName()), Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new Unreadable("There is no file " + file + ".");
    } catch (IOException e) {
      throw new Unreadable("%s cannot be read: %s.".formatted(file, e.getMessage()));
    }
  }

  /** The demo's own products. */
  static ProductFile own() {
    try (var resource = ProductFile.class.getResourceAsStream(OWN)) {
      if (resource == null) {
        throw new IllegalStateException(OWN + " is not part of this build");
      }
      return new ProductFile(OWN, resource.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return name;
  }

  byte[] content() {
    return content.clone();
  }
}
