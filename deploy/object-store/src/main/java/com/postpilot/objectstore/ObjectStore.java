package com.postpilot.objectstore;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;

/**
 * An S3 server with one bucket, whose objects are plain files in a directory. Signatures (also of
 * presigned URLs) are checked as the real thing checks them.
 *
 * <p>Its constructor takes types of the JDK alone, because in the standalone suite it is called
 * across class loaders.
 */
public final class ObjectStore implements AutoCloseable {
  private static final List<String> ANY = List.of(".*");

  private final S3Proxy server;

  /**
   * Starts serving.
   *
   * @param endpoint address to listen on, such as {@code http://127.0.0.1:8121}
   * @param directory where the buckets lie; made when it is missing
   * @param bucket made when it is missing
   * @throws IOException when the address is taken or the directory cannot be used
   */
  public ObjectStore(
      URI endpoint, Path directory, String bucket, String accessKey, String secretKey)
      throws IOException {
    Files.createDirectories(directory);
    var settings = new Properties();
    settings.setProperty("jclouds.filesystem.basedir", directory.toAbsolutePath().toString());
    var blobs = BlobStores.create("filesystem-nio2", settings);
    if (!blobs.containerExists(bucket)) {
      blobs.createContainer(bucket);
    }
    server =
        S3Proxy.builder()
            .endpoint(endpoint)
            .blobStore(blobs)
            .awsAuthentication(AuthenticationType.AWS_V4, accessKey, secretKey)
            .corsRules(browsersMayUpload())
            .jettyMaxThreads(32)
            .build();
    try {
      server.start();
    } catch (Exception e) {
      throw new IOException("The object store cannot listen on " + endpoint, e);
    }
  }

  /** A presigned URL is the permission; which page it is used from says nothing more. */
  private static CrossOriginResourceSharing browsersMayUpload() {
    var methods = List.of("GET", "HEAD", "PUT");
    return new CrossOriginResourceSharing(ANY, methods, List.of("*"), List.of("ETag"), "false");
  }

  /** The port it listens on. */
  public int port() {
    return server.getPort();
  }

  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IOException("The object store did not stop cleanly", e);
    }
  }

  /**
   * Serves until it is told to end, with the same settings that its clients read: {@code
   * POSTPILOT_S3_ENDPOINT}, {@code …_BUCKET}, {@code …_ACCESS_KEY}, {@code …_SECRET_KEY}, and the
   * directory in {@code POSTPILOT_S3_DIRECTORY}.
   */
  public static void main(String[] args) throws Exception {
    var store =
        new ObjectStore(
            URI.create(setting("POSTPILOT_S3_ENDPOINT")),
            Path.of(setting("POSTPILOT_S3_DIRECTORY")),
            setting("POSTPILOT_S3_BUCKET"),
            setting("POSTPILOT_S3_ACCESS_KEY"),
            setting("POSTPILOT_S3_SECRET_KEY"));
    System.out.println("S3 on port " + store.port());
    new CountDownLatch(1).await();
  }

  private static String setting(String name) {
    return Objects.requireNonNull(System.getenv(name), () -> name + " is not set");
  }
}
