package com.postpilot.sandbox.page;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Renders the templates under {@code sandbox/pages}; every value in them is escaped. */
@Component
public class Pages {

  private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

  private final Map<String, Template> templates = new ConcurrentHashMap<>();
  private final Mustache.Compiler compiler =
      Mustache.compiler().escapeHTML(true).withLoader(Pages::open);

  /** A page that runs no script and loads nothing but its own pictures. */
  public ResponseEntity<String> page(HttpStatus status, String name, Object content) {
    return ResponseEntity.status(status)
        .contentType(HTML)
        .header(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'")
        .body(template(name).execute(content));
  }

  private Template template(String name) {
    return templates.computeIfAbsent(name, missing -> compiler.compile(open(missing)));
  }

  private static Reader open(String name) {
    var resource = "/sandbox/pages/" + name + ".mustache";
    var stream = Objects.requireNonNull(Pages.class.getResourceAsStream(resource), resource);
    return new InputStreamReader(stream, StandardCharsets.UTF_8);
  }
}
