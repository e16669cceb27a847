package com.postpilot.account.facebook;

import com.postpilot.account.meta.Graph;
import com.postpilot.account.oauth.Secret;
import com.postpilot.account.remote.Answer;
import com.postpilot.account.remote.Remote;
import com.postpilot.account.remote.Remotes;
import com.postpilot.common.contract.Platform;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The calls at graph.facebook.com. Whoever comes with a token proves to know the app's secret. */
@Component
class FacebookGraph {
  private static final int PAGES_AT_ONCE = 100;

  private final FacebookProperties properties;
  private final Remote remote;

  FacebookGraph(FacebookProperties properties, Remotes remotes) {
    this.properties = properties;
    this.remote = remotes.of(Platform.FACEBOOK, "login", Graph::read);
  }

  /** Trades a code. Once: it is spent by the attempt, whatever becomes of its answer. */
  Answer userToken(String code, URI callback) {
    var query = credentials();
    query.put("redirect_uri", callback.toString());
    query.put("code", code);
    return remote.get(at("/oauth/access_token", query), null);
  }

  Answer longLived(Secret userToken) {
    var query = credentials();
    query.put("grant_type", "fb_exchange_token");
    query.put("fb_exchange_token", userToken.value());
    return remote.getPersistently(at("/oauth/access_token", query), null);
  }

  /** What Facebook knows of a token, asked in the name of the app. */
  Answer inspect(Secret token) {
    var query = new LinkedHashMap<String, String>();
    query.put("input_token", token.value());
    query.put("access_token", properties.clientId() + "|" + properties.clientSecret());
    return remote.getPersistently(at("/debug_token", query), null);
  }

  /**
   * A page of the Pages on which the person has a role.
   *
   * @param after where the page before ended; empty: the first
   */
  Answer pages(Secret userToken, String after) {
    var query = proven(userToken);
    query.put("fields", "id,name,username,access_token,tasks,picture{url}");
    query.put("limit", Integer.toString(PAGES_AT_ONCE));
    if (!after.isEmpty()) {
      query.put("after", after);
    }
    return remote.getPersistently(at("/me/accounts", query), userToken);
  }

  Answer page(Secret pageToken, String pageId) {
    var query = proven(pageToken);
    query.put("fields", "id");
    return remote.get(at("/" + pageId, query), pageToken);
  }

  Answer forget(Secret userToken, String userId) {
    return remote.delete(at("/" + userId + "/permissions", proven(userToken)), userToken);
  }

  private Map<String, String> credentials() {
    var query = new LinkedHashMap<String, String>();
    query.put("client_id", properties.clientId());
    query.put("client_secret", properties.clientSecret());
    return query;
  }

  private Map<String, String> proven(Secret token) {
    var query = new LinkedHashMap<String, String>();
    query.put("appsecret_proof", properties.appSecret().proof(token));
    return query;
  }

  private URI at(String path, Map<String, String> query) {
    return Remote.at(properties.graphBaseUrl(), "/" + properties.apiVersion() + path, query);
  }
}
