package com.postpilot.auth.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTests {

  @ParameterizedTest
  @CsvSource({
    "ada@example.com, ada@example.com",
    "'  Ada@Example.COM ', ada@example.com",
    "ada.l+shop@mail.example.co.uk, ada.l+shop@mail.example.co.uk",
    "info@Bücher.example, info@xn--bcher-kva.example",
    "info@xn--bcher-kva.example, info@xn--bcher-kva.example",
    "jürgen@example.com, jürgen@example.com",
    "a\u212Aa@example.com, aka@example.com", // the Kelvin sign looks like a K and is one
    "ａｄａ＠example.com, ada@example.com",
  })
  void anAddressHasOneForm(String written, String stored) {
    assertThat(EmailAddress.parse(written)).contains(new EmailAddress(stored));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ada",
        "@example.com",
        "ada@",
        "ada@localhost",
        "ada@@example.com",
        "ada@example..com",
        ".ada@example.com",
        "ada.@example.com",
        "a..da@example.com",
        "ada@-example.com",
        "ada@example.com\r\nBcc: all@example.com",
        "a da@example.com",
        "\"ada\"@example.com",
        "<ada@example.com>",
        "ada@[127.0.0.1]",
        "ada@127.0.0.1",
        "ada@exa_mple.com",
        "a\u0000da@example.com",
        "a\u202eda@example.com",
        "ada,bob@example.com",
        "12345678901234567890123456789012345678901234567890123456789012345@example.com",
      })
  void anythingElseIsNoAddress(String written) {
    assertThat(EmailAddress.parse(written)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {250, 400, 100_000})
  void aVeryLongTextIsNoAddress(int length) {
    assertThat(EmailAddress.parse("a@" + "b".repeat(length) + ".com")).isEmpty();
  }
}
