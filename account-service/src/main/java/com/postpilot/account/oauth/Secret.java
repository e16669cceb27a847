package com.postpilot.account.oauth;

/** A platform's token. It is not in any text that is made of the objects that hold it. */
public record Secret(String value) {

  @Override
  public String toString() {
    return "Secret[…]";
  }
}
