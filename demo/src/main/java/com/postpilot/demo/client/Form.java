package com.postpilot.demo.client;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A {@code multipart/form-data} body, which Java's client does not write by itself. */
final class Form {
  private final String boundary = UUID.randomUUID().toString();
  private final List<BodyPublisher> parts = new ArrayList<>();

  Form json(String name, Object value) {
    begin("name=\"%s\"".formatted(name), "application/json");
    parts.add(BodyPublishers.ofString(Http.JSON.writeValueAsString(value) + "\r\n"));
    return this;
  }

  Form file(String name, String filename, byte[] content) {
    var plain = filename.replaceAll("[\"\\r\\n]", "_");
    begin("name=\"%s\"; filename=\"%s\"".formatted(name, plain), "application/octet-stream");
    parts.add(BodyPublishers.ofByteArray(content));
    parts.add(BodyPublishers.ofString("\r\n"));
    return this;
  }

  private void begin(String disposition, String contentType) {
    parts.add(
        BodyPublishers.ofString(
            "--%s\r\nContent-Disposition: form-data; %s\r\nContent-Type: %s\r\n\r\n"
                .formatted(boundary, disposition, contentType)));
  }

  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  /** Complete: nothing can be added any more. */
  BodyPublisher body() {
    parts.add(BodyPublishers.ofString("--" + boundary + "--\r\n"));
    return BodyPublishers.concat(parts.toArray(BodyPublisher[]::new));
  }
}
