package com.postpilot.account.oauth;

/** A secret at rest. It means nothing without the key, and is kept out of texts all the same. */
public final class Ciphertext {
  private final byte[] bytes;

  public Ciphertext(byte[] bytes) {
    this.bytes = bytes;
  }

  public byte[] bytes() {
    return bytes;
  }

  @Override
  public String toString() {
    return "Ciphertext[" + bytes.length + "]";
  }
}
