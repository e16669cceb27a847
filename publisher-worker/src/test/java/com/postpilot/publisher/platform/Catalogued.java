package com.postpilot.publisher.platform;

import static org.assertj.core.api.Assertions.assertThat;

/** What is expected of every entry of a catalogue. */
public final class Catalogued {
  private Catalogued() {}

  public static void check(
      ErrorCatalogue catalogue, String code, ErrorClass kind, boolean notApplied, Actor actor) {
    var error = catalogue.of(code);

    assertThat(error.kind()).isEqualTo(kind);
    assertThat(error.notApplied()).isEqualTo(notApplied);
    assertThat(error.actor()).isEqualTo(actor);
    assertThat(error.code()).isEqualTo(code);
    assertThat(error.cause()).endsWith(".").doesNotContain("{", "OAuthException");
    assertThat(error.action()).endsWith(".").doesNotContain("{");
  }
}
