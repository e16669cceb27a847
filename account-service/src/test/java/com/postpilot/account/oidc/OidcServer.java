package com.postpilot.account.oidc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/** {@code oidc-provider} from npm, in a process that ends with this one. */
final class OidcServer {
  static final String CLIENT_ID = "postpilot";
  static final String CLIENT_SECRET = "oidc-test-secret";
  private static final int NODE_CANNOT_BE_HAD = 69;

  private final URI url;

  @SuppressWarnings("UnusedVariable") // the server ends when this is closed, by whatever end
  private final OutputStream lifeline;

  private OidcServer(URI url, OutputStream lifeline) {
    this.url = url;
    this.lifeline = lifeline;
  }

  private static final class Holder {
    static final OidcServer INSTANCE = start();
  }

  static OidcServer instance() {
    return Holder.INSTANCE;
  }

  private static OidcServer start() {
    try {
      var process =
          new ProcessBuilder(
                  Path.of("src/test/oidc/run.sh").toAbsolutePath().toString(),
                  Path.of("target/oidc").toAbsolutePath().toString(),
                  "http://localhost:8106/api/v1/oauth/tiktok/callback")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      var output =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      for (var line = output.readLine(); line != null; line = output.readLine()) {
        if (line.startsWith("listening ")) {
          return new OidcServer(
              URI.create("http://127.0.0.1:" + line.substring("listening ".length())),
              process.getOutputStream());
        }
      }
      int exit = process.waitFor();
      Assumptions.assumeTrue(
          exit != NODE_CANNOT_BE_HAD, "Node is not here and could not be installed: no test");
      throw new IllegalStateException("The authorization server ended with " + exit);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  URI url() {
    return url;
  }

  /** What a browser does: through login and consent, back to the callback's address. */
  static URI follow(URI authorizeUrl) {
    try (var browser = HttpClient.newHttpClient()) {
      var cookies = new HashMap<String, String>();
      var at = authorizeUrl;
      while (!at.getPath().endsWith("/callback")) {
        var request = HttpRequest.newBuilder(at);
        request.header(
            "Cookie",
            cookies.entrySet().stream().map(Object::toString).collect(Collectors.joining("; ")));
        var answer = browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
        for (var cookie : answer.headers().allValues("Set-Cookie")) {
          var pair = cookie.substring(0, cookie.indexOf(';')).split("=", 2);
          cookies.put(pair[0], pair[1]);
        }
        var next = answer.headers().firstValue("Location");
        at =
            at.resolve(
                next.orElseThrow(
                    () -> new IllegalStateException(answer.statusCode() + answer.body())));
      }
      return at;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
