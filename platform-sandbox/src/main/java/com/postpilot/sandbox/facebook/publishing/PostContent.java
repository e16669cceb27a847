package com.postpilot.sandbox.facebook.publishing;

import com.postpilot.sandbox.graph.GraphError;
import com.postpilot.sandbox.graph.GraphRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a post of a Page says and shows, as a request asks for it.
 *
 * @param photoIds of photos that were uploaded before
 */
record PostContent(String message, @Nullable String link, List<String> photoIds) {

  private static final int MAX_CHARACTERS = 63_206;
  private static final JsonMapper JSON = JsonMapper.shared();

  static PostContent of(GraphRequest request) {
    refuseUnpublished(request);
    var content =
        new PostContent(
            message(request, "message"),
            request.parameter("link").map(PostContent::link).orElse(null),
            photoIds(request));
    if (content.message.isBlank() && content.link == null && content.photoIds.isEmpty()) {
      throw GraphError.invalidParameter("A post needs a message, a link or attached media");
    }
    return content;
  }

  static String message(GraphRequest request, String parameter) {
    var message = request.parameter(parameter).orElse("");
    if (message.codePointCount(0, message.length()) > MAX_CHARACTERS) {
      throw GraphError.invalidParameter(
          "The message is longer than %d characters".formatted(MAX_CHARACTERS));
    }
    return message;
  }

  private static void refuseUnpublished(GraphRequest request) {
    if (request.parameter("published").orElse("true").equals("false")
        || request.parameter("scheduled_publish_time").isPresent()) {
      throw GraphError.invalidParameter("The sandbox publishes posts at once");
    }
  }

  private static String link(String link) {
    var host = host(link);
    if (host.equals("facebook.com") || host.endsWith(".facebook.com")) {
      throw PageError.OWN_LINK.toGraphError();
    }
    return link;
  }

  private static String host(String link) {
    try {
      var uri = URI.create(link);
      if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?")) {
        return uri.getHost().toLowerCase(Locale.ROOT);
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw GraphError.of(1500, "(#1500) The url you supplied is invalid");
  }

  /** Reads {@code attached_media=[{…},{…}]} and {@code attached_media[0]={…}}. */
  private static List<String> photoIds(GraphRequest request) {
    var ids = new ArrayList<String>();
    request
        .parameter("attached_media")
        .map(PostContent::json)
        .ifPresent(list -> list.forEach(medium -> ids.add(photoId(medium))));
    for (var i = 0; request.parameter("attached_media[" + i + "]").isPresent(); i++) {
      ids.add(photoId(json(request.required("attached_media[" + i + "]"))));
    }
    return List.copyOf(ids);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JacksonException e) {
      throw GraphError.invalidParameter("attached_media must be JSON");
    }
  }

  private static String photoId(JsonNode medium) {
    var id = medium.path("media_fbid").asString("");
    if (id.isEmpty()) {
      throw GraphError.invalidParameter("attached_media needs a media_fbid");
    }
    return id;
  }
}
