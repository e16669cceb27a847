package com.postpilot.sandbox.facebook.publishing;

import com.postpilot.sandbox.facebook.account.FacebookDoor;
import com.postpilot.sandbox.graph.GraphApi;
import com.postpilot.sandbox.graph.GraphError;
import com.postpilot.sandbox.traffic.ClientConnection;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The host rupload.facebook.com: all parameters are headers, the body is the video. */
@GraphApi
class ReelUploadController {

  private static final String SCHEME = "OAuth ";

  private final FacebookDoor door;
  private final ReelUploading uploading;
  private final ReelFiles files;

  ReelUploadController(FacebookDoor door, ReelUploading uploading, ReelFiles files) {
    this.door = door;
    this.uploading = uploading;
    this.files = files;
  }

  record UploadResponse(boolean success) {}

  record RefusalResponse(DebugInfo debugInfo) {}

  record DebugInfo(boolean retriable, String type, String message) {}

  /** The body is read before anything else: a fault that holds the call must not hold it up. */
  @PostMapping("/fb-rupload/video-upload/{version:v[0-9]+\\.[0-9]+}/{video:[0-9]+}")
  UploadResponse upload(HttpServletRequest request, @PathVariable String video) throws IOException {
    var received = files.receive(request.getInputStream());
    try {
      return door.enterWithUpload(
          token(request),
          ClientConnection.of(request),
          visit -> {
            var url = request.getHeader("file_url");
            if (url == null) {
              uploading.add(
                  visit, video, number(request, "offset"), number(request, "file_size"), received);
            } else {
              uploading.fetch(visit, video, url);
            }
            return new UploadResponse(true);
          });
    } finally {
      files.forget(received.file());
    }
  }

  @ExceptionHandler
  ResponseEntity<RefusalResponse> handle(UploadRefusal refusal) {
    return ResponseEntity.badRequest()
        .body(
            new RefusalResponse(
                new DebugInfo(
                    refusal.isRetriable(),
                    refusal.type(),
                    Objects.requireNonNullElse(refusal.getMessage(), ""))));
  }

  private static String token(HttpServletRequest request) {
    var header = Objects.requireNonNullElse(request.getHeader(HttpHeaders.AUTHORIZATION), "");
    return header.startsWith(SCHEME) ? header.substring(SCHEME.length()) : "";
  }

  private static long number(HttpServletRequest request, String header) {
    try {
      return Long.parseUnsignedLong(Objects.requireNonNullElse(request.getHeader(header), ""));
    } catch (NumberFormatException e) {
      throw GraphError.invalidParameter("The header " + header + " must be a number");
    }
  }
}
