package com.postpilot.e2e.failure;

import com.postpilot.e2e.client.Kind;
import com.postpilot.e2e.client.Owner;
import com.postpilot.e2e.client.Sandbox;
import java.util.HashMap;

/**
 * A kind of post, and what goes wrong at one of the calls that publish it.
 *
 * @param errorCode of the platform, 0 for none
 */
record Scene(Kind kind, String operation, String fault, int errorCode, int errorSubcode) {

  /** Reads {@code KIND operation fault [code[/subcode]]}. */
  static Scene of(String line) {
    var words = line.strip().split(" +");
    var codes = words.length > 3 ? words[3].split("/") : new String[0];
    return new Scene(
        Kind.valueOf(words[0]),
        words[1],
        words[2],
        codes.length > 0 ? Integer.parseInt(codes[0]) : 0,
        codes.length > 1 ? Integer.parseInt(codes[1]) : 0);
  }

  /** Lets it happen once to that account. */
  Sandbox.Fault arm(Sandbox sandbox, Owner.Account account) {
    var more = new HashMap<String, Object>();
    more.put("account", account.handle());
    more.put("times", 1);
    if (errorCode != 0) {
      more.put("error_code", errorCode);
    }
    if (errorSubcode != 0) {
      more.put("error_subcode", errorSubcode);
    }
    return sandbox.fail(kind.sandboxPlatform(), operation, fault, more);
  }

  /** A photo post whose start at TikTok got lost: no call tells what became of it. */
  boolean mayStayUnknown() {
    return kind == Kind.TIKTOK_PHOTOS && operation.equals("init");
  }

  @Override
  public String toString() {
    var code = errorCode == 0 ? "" : " %d/%d".formatted(errorCode, errorSubcode);
    return "%s, %s of %s%s".formatted(kind, fault, operation, code);
  }
}
