package com.postpilot.account.facebook;

import com.postpilot.account.meta.Graph;
import com.postpilot.account.oauth.Checkup;
import com.postpilot.account.oauth.Consent;
import com.postpilot.account.oauth.Exchange;
import com.postpilot.account.oauth.Keys;
import com.postpilot.account.oauth.OAuthPlatform;
import com.postpilot.account.oauth.Renewal;
import com.postpilot.account.oauth.Revocation;
import com.postpilot.account.oauth.Scopes;
import com.postpilot.account.oauth.Secret;
import com.postpilot.account.remote.Answer;
import com.postpilot.account.remote.Remote;
import com.postpilot.common.contract.Platform;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Facebook Login: a code becomes a person's token, that one a long-lived one, and that one the
 * tokens of the Pages on which the person may publish. These do not expire; what ends, 90 days
 * after the person last came by, is what the app may see.
 */
@Component
class FacebookLogin implements OAuthPlatform {
  private static final Set<String> REQUIRED =
      Scopes.of("pages_show_list", "pages_manage_posts", "pages_read_engagement");
  private static final Set<String> REQUESTED =
      Scopes.of(
          "pages_show_list",
          "pages_manage_posts",
          "pages_read_engagement",
          "pages_read_user_content",
          "read_insights",
          "business_management"); // without it Pages that a business owns are not listed
  private static final int MOST_LISTS = 50;

  private final FacebookProperties properties;
  private final FacebookGraph graph;
  private final Clock clock;

  FacebookLogin(FacebookProperties properties, FacebookGraph graph, Clock clock) {
    this.properties = properties;
    this.graph = graph;
    this.clock = clock;
  }

  @Override
  public Platform platform() {
    return Platform.FACEBOOK;
  }

  @Override
  public Set<String> requestedScopes() {
    return REQUESTED;
  }

  @Override
  public Set<String> requiredScopes() {
    return REQUIRED;
  }

  @Override
  public URI authorizeUrl(Consent consent) {
    var query = new LinkedHashMap<String, String>();
    query.put("client_id", properties.clientId());
    query.put("redirect_uri", consent.callback().toString());
    query.put("response_type", "code");
    query.put("scope", String.join(",", REQUESTED));
    query.put("state", consent.state());
    if (consent.again()) {
      query.put("auth_type", "rerequest"); // or what was declined once is not asked for again
    }
    return Remote.at(
        properties.authorizeBaseUrl(), "/" + properties.apiVersion() + "/dialog/oauth", query);
  }

  @Override
  public Exchange exchange(String code, URI callback, Secret verifier) {
    return switch (graph.userToken(code, callback)) {
      case Answer.Ok(var body) ->
          Answer.text(body, "access_token")
              .map(token -> lasting(new Secret(token)))
              .orElseGet(() -> Exchange.Unavailable.without("token"));
      case Answer.Refusal(var error) -> Exchange.Refused.by(platform(), error);
      case Answer.None(var reason) -> new Exchange.Unavailable(reason);
    };
  }

  private Exchange lasting(Secret shortLived) {
    return switch (graph.longLived(shortLived)) {
      case Answer.Ok(var body) ->
          Answer.text(body, "access_token")
              .map(token -> inspected(new Secret(token)))
              .orElseGet(() -> Exchange.Unavailable.without("long-lived token"));
      case Answer.Refusal(var error) -> Exchange.Refused.by(platform(), error);
      case Answer.None(var reason) -> new Exchange.Unavailable(reason);
    };
  }

  private Exchange inspected(Secret userToken) {
    return switch (graph.inspect(userToken)) {
      case Answer.Ok(var body) -> {
        var token = body.path("data");
        var userId = Answer.text(token, "user_id");
        yield userId.isEmpty() || !isOurs(token)
            ? Exchange.Unavailable.without("token of ours")
            : listed(
                new Pages(userId.get(), userToken, clock.instant(), dataAccessEnd(token)),
                userToken,
                Scopes.of(Answer.texts(token.path("scopes"))));
      }
      case Answer.Refusal(var error) -> Exchange.Refused.by(platform(), error);
      case Answer.None(var reason) -> new Exchange.Unavailable(reason);
    };
  }

  private boolean isOurs(JsonNode token) {
    return token.path("is_valid").asBoolean(false)
        && Answer.text(token, "app_id").filter(properties.clientId()::equals).isPresent();
  }

  private Exchange listed(Pages pages, Secret userToken, Set<String> scopes) {
    if (!scopes.contains("pages_show_list")) {
      return new Exchange.Granted(scopes, List.of(), List.of()); // the gap is told by its name
    }
    var after = "";
    for (int i = 0; i < MOST_LISTS; i++) {
      switch (graph.pages(userToken, after)) {
        case Answer.Ok(var body) when body.path("data").isArray() -> {
          body.path("data").forEach(pages::add);
          after = Answer.text(body.path("paging").path("cursors"), "after").orElse("");
          if (after.isEmpty() || Answer.text(body.path("paging"), "next").isEmpty()) {
            return chosenFrom(pages, scopes);
          }
        }
        case Answer.Ok ok -> {
          return Exchange.Unavailable.without("list of Pages");
        }
        case Answer.Refusal(var error) -> {
          return Exchange.Refused.by(platform(), error);
        }
        case Answer.None(var reason) -> {
          return new Exchange.Unavailable(reason);
        }
      }
    }
    return chosenFrom(pages, scopes);
  }

  private static Exchange chosenFrom(Pages pages, Set<String> scopes) {
    if (pages.candidates().isEmpty() && pages.excluded().isEmpty()) {
      return new Exchange.Refused(
          "no_pages",
          "Facebook shows us no Page of yours. Posts go out to Pages, not to profiles: create a"
              + " Page, or start again and allow access to one.");
    }
    return new Exchange.Granted(scopes, pages.candidates(), pages.excluded());
  }

  /** Never needed: a Page's token has no end. */
  @Override
  public Renewal renew(Keys keys) {
    return new Renewal.Unavailable("tokens of Pages are not renewed");
  }

  /** The Page itself tells of lost roles and blocks; the token, how long it may still be used. */
  @Override
  public Checkup check(Keys keys, String externalId) {
    return switch (graph.page(keys.access(), externalId)) {
      case Answer.Ok ok -> inspected(keys);
      case Answer.Refusal(var code) -> Graph.checkup(code);
      case Answer.None(var reason) -> new Checkup.Unavailable(reason);
    };
  }

  private Checkup inspected(Keys keys) {
    return switch (graph.inspect(keys.access())) {
      case Answer.Ok(var body) when body.path("data").path("is_valid").isBoolean() -> {
        var token = body.path("data");
        yield token.path("is_valid").asBoolean()
            ? new Checkup.Well(dataAccessEnd(token))
            : new Checkup.Refused(whyInvalid(token.path("error")));
      }
      case Answer.Ok ok -> new Checkup.Unavailable("an answer without a token");
      // Asked in the name of the app: a no is said to the app, not to the token.
      case Answer.Refusal(var code) -> new Checkup.Unavailable("code " + code);
      case Answer.None(var reason) -> new Checkup.Unavailable(reason);
    };
  }

  private static String whyInvalid(JsonNode error) {
    return Graph.errorCode(
        error.path("code").asInt(190),
        error.path("subcode").asInt(error.path("error_subcode").asInt(0)));
  }

  @Override
  public boolean isCuredByRenewal(String errorCode) {
    return false;
  }

  @Override
  public boolean revokes() {
    return true;
  }

  @Override
  public Revocation revoke(Keys keys, String ownerId) {
    var userToken = keys.grant();
    if (userToken == null) {
      return Revocation.REFUSED;
    }
    return switch (graph.forget(userToken, ownerId)) {
      case Answer.Ok ok -> Revocation.DONE;
      case Answer.Refusal no -> Revocation.REFUSED;
      case Answer.None none -> Revocation.UNAVAILABLE;
    };
  }

  private static @Nullable Instant dataAccessEnd(JsonNode token) {
    var seconds = token.path("data_access_expires_at").asLong(0);
    return seconds <= 0 ? null : Instant.ofEpochSecond(seconds);
  }
}
