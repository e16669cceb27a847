package com.postpilot.standalone;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The object store inside this JVM, but in a class loader of its own, where neither it nor the
 * services see each other's libraries.
 */
final class EmbeddedObjectStore implements AutoCloseable {
  private static final String CLASS = "com.postpilot.objectstore.ObjectStore";

  private final URLClassLoader loader;
  private final AutoCloseable store;

  private EmbeddedObjectStore(URLClassLoader loader, AutoCloseable store) {
    this.loader = loader;
    this.store = store;
  }

  static EmbeddedObjectStore start(int port, Path directory, Secrets secrets) throws IOException {
    var loader = new URLClassLoader("object-store", jars(), ClassLoader.getPlatformClassLoader());
    var thread = Thread.currentThread();
    var usual = thread.getContextClassLoader();
    thread.setContextClassLoader(loader); // its threads inherit it and look up their services there
    try {
      var store =
          Class.forName(CLASS, true, loader)
              .getConstructor(URI.class, Path.class, String.class, String.class, String.class)
              .newInstance(
                  URI.create("http://127.0.0.1:" + port),
                  directory,
                  Wiring.BUCKET,
                  secrets.get(Secrets.S3_ACCESS_KEY),
                  secrets.get(Secrets.S3_SECRET_KEY));
      return new EmbeddedObjectStore(loader, (AutoCloseable) store);
    } catch (InvocationTargetException e) {
      loader.close();
      throw new IOException("The object store does not start", e.getCause());
    } catch (ReflectiveOperationException e) {
      loader.close();
      throw new IOException("The object store does not fit this build", e);
    } finally {
      thread.setContextClassLoader(usual);
    }
  }

  /** Its jars, in the directory that the build puts beside ours. */
  static Path library() {
    try {
      var ours =
          Path.of(
              EmbeddedObjectStore.class
                  .getProtectionDomain()
                  .getCodeSource()
                  .getLocation()
                  .toURI());
      return ours.resolveSibling("object-store");
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static URL[] jars() throws IOException {
    try (var jars = Files.list(library())) {
      return jars.map(Path::toFile).map(EmbeddedObjectStore::url).toArray(URL[]::new);
    }
  }

  private static URL url(File file) {
    try {
      return file.toURI().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    try (loader) {
      store.close();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
