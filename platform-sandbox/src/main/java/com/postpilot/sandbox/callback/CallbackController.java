package com.postpilot.sandbox.callback;

import com.postpilot.sandbox.callback.CallbackSender.Answer;
import com.postpilot.sandbox.control.ControlApi;
import com.postpilot.sandbox.control.InvalidControl;
import com.postpilot.sandbox.traffic.Platform;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** Makes people leave, so that their platform tells the app. */
@ControlApi
class CallbackController {

  private final List<AppUsers> platforms;
  private final CallbackSender sender;
  private final CallbackProperties properties;

  CallbackController(
      List<AppUsers> platforms, CallbackSender sender, CallbackProperties properties) {
    this.platforms = platforms;
    this.sender = sender;
    this.properties = properties;
  }

  /**
   * @param account id or handle
   * @param url where to send the callback; by default where the app is configured to be
   */
  record CallbackRequest(
      @Nullable Platform platform, @Nullable String account, @Nullable URI url) {}

  /**
   * @param userId the app's id of the person
   * @param status that the app answered; absent when it did not
   */
  record CallbackResponse(
      String userId,
      URI url,
      @Nullable Integer status,
      @Nullable String body,
      @Nullable String failure) {}

  /** The person throws the app out: its tokens die, and it is told. */
  @PostMapping("/_sandbox/deauthorize")
  CallbackResponse deauthorize(@RequestBody CallbackRequest request) {
    var users = users(request);
    var userId = userId(users, request);
    users.removeApp(userId);
    return send(users.deauthorized(userId), userId, url(request, users, "deauthorize"));
  }

  /** The person wants to be forgotten. */
  @PostMapping("/_sandbox/data-deletion")
  CallbackResponse requestDeletion(@RequestBody CallbackRequest request) {
    var users = users(request);
    var userId = userId(users, request);
    var callback =
        users
            .deletionRequested(userId)
            .orElseThrow(
                () -> new InvalidControl("platform", "This platform has no such callback"));
    return send(callback, userId, url(request, users, "data-deletion"));
  }

  private AppUsers users(CallbackRequest request) {
    return platforms.stream()
        .filter(users -> users.platform() == request.platform())
        .findAny()
        .orElseThrow(() -> new InvalidControl("platform", "Whose callback?"));
  }

  private static String userId(AppUsers users, CallbackRequest request) {
    return users
        .behind(request.account() == null ? "" : request.account())
        .orElseThrow(
            () -> new InvalidControl("account", "Nobody with this account let the app in"));
  }

  private URI url(CallbackRequest request, AppUsers users, String route) {
    if (request.url() != null) {
      return request.url();
    }
    return URI.create(
        "%s/api/v1/platform-callbacks/%s/%s"
            .formatted(
                properties.appUrl(), users.platform().name().toLowerCase(Locale.ROOT), route));
  }

  private CallbackResponse send(Callback callback, String userId, URI url) {
    return switch (sender.send(callback, url)) {
      case Answer.Given(var status, var body) ->
          new CallbackResponse(userId, url, status, body, null);
      case Answer.None(var reason) -> new CallbackResponse(userId, url, null, null, reason);
    };
  }
}
