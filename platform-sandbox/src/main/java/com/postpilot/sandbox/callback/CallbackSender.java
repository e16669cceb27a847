package com.postpilot.sandbox.callback;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.springframework.stereotype.Component;

/** Tells the app, once; a real platform would go on trying. */
@Component
class CallbackSender {

  private final HttpClient client;
  private final CallbackProperties properties;

  CallbackSender(CallbackProperties properties) {
    this.properties = properties;
    this.client = HttpClient.newBuilder().connectTimeout(properties.timeout()).build();
  }

  /** What the app answered, or why there is no answer. */
  sealed interface Answer {
    record Given(int status, String body) implements Answer {}

    record None(String reason) implements Answer {}
  }

  Answer send(Callback callback, URI url) {
    var request =
        HttpRequest.newBuilder(url)
            .timeout(properties.timeout())
            .header("Content-Type", callback.contentType())
            .POST(BodyPublishers.ofString(callback.body()));
    callback.headers().forEach(request::header);
    try {
      var response = client.send(request.build(), BodyHandlers.ofString());
      return new Answer.Given(response.statusCode(), response.body());
    } catch (IOException e) {
      return new Answer.None("The app cannot be reached at " + url);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.None("Interrupted");
    }
  }
}
