package com.postpilot.account.page;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * What a person is told in a heading and a sentence or two. None of it may come from a request.
 *
 * @param reference what the person may quote, after its name
 */
public record MessagePage(String heading, String text, @Nullable Reference reference) {
  /** Such as {@code Connection} and its id. */
  public record Reference(String name, String value) {}

  public ResponseEntity<String> with(HttpStatus status) {
    return ResponseEntity.status(status)
        .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
        .header("Referrer-Policy", "no-referrer")
        .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
        .body(html());
  }

  private String html() {
    return """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="robots" content="noindex">
      <title>PostPilot</title>
      <style>
      :root { color-scheme: light dark; }
      body { font: 1rem/1.5 system-ui, sans-serif; margin: clamp(2rem, 16vh, 10rem) auto 0;
             max-width: 34rem; padding: 0 1.5rem; color: light-dark(#1c2330, #e8ebf0);
             background: light-dark(#fff, #12161d); }
      h1 { margin: 0; font-size: 1.5rem; line-height: 1.25; }
      p { margin: .75rem 0 0; }
      code { font-size: .875rem; padding: .15rem .4rem; border-radius: .25rem;
             background: light-dark(#eef1f5, #232a35); overflow-wrap: anywhere; }
      </style>
      </head>
      <body>
      <h1>%s</h1>
      <p>%s</p>%s
      </body>
      </html>
      """
        .formatted(heading, text, quoted());
  }

  private String quoted() {
    return reference == null
        ? ""
        : "\n<p>%s <code>%s</code></p>".formatted(reference.name(), reference.value());
  }
}
