package com.postpilot.standalone;

import com.postpilot.standalone.Service.Need;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What each service is told about the others: environment variables by name. It learns its own
 * secrets and nobody else's.
 *
 * @param given variables that the person who starts the suite has set; of these the ones about the
 *     outside world (platforms, public addresses) win over what points at the sandbox
 */
public record Wiring(Addresses addresses, Secrets secrets, Map<String, String> given) {
  public static final String BUCKET = "postpilot-media";

  private static final String OUTSIDE_WORLD =
      "POSTPILOT_((INSTAGRAM|FACEBOOK|TIKTOK|CLAUDE|SMTP)_.*|PUBLIC_URL|S3_PUBLIC_ENDPOINT|DASHBOARD_URL|RETURN_ORIGINS|UPGRADE_URL|ALLOWED_ORIGINS|TRUSTED_PROXIES)";

  public Wiring {
    given = Map.copyOf(given);
  }

  /** The environment of one service. */
  public Map<String, String> environmentOf(Service service) {
    var environment = new LinkedHashMap<String, String>();
    environment.putAll(whereThingsAre());
    environment.putAll(secretsOf(service));
    given.forEach(
        (name, value) -> {
          if (name.matches(OUTSIDE_WORLD)) {
            environment.put(name, value);
          }
        });
    return environment;
  }

  private Map<String, String> whereThingsAre() {
    var sandbox = addresses.of(Service.PLATFORM_SANDBOX);
    var where = new LinkedHashMap<String, String>();
    where.put("POSTPILOT_DB_URL", addresses.database());
    where.put("POSTPILOT_KAFKA", addresses.kafka());
    where.put("POSTPILOT_PUBLIC_URL", url(Service.GATEWAY));
    where.put("POSTPILOT_AUTH_URL", url(Service.AUTH_SERVICE));
    where.put("POSTPILOT_ACCOUNT_URL", url(Service.ACCOUNT_SERVICE));
    where.put("POSTPILOT_POST_URL", url(Service.POST_SERVICE));
    where.put("POSTPILOT_QUEUE_URL", url(Service.QUEUE_SERVICE));
    where.put("POSTPILOT_PUBLISHER_URL", url(Service.PUBLISHER_WORKER));
    where.put("POSTPILOT_S3_ENDPOINT", addresses.objectStore().toString());
    where.put("POSTPILOT_S3_PUBLIC_ENDPOINT", addresses.objectStore().toString());
    where.put("POSTPILOT_S3_BUCKET", BUCKET);
    where.put("POSTPILOT_SMTP_HOST", addresses.smtp().getHostString());
    where.put("POSTPILOT_SMTP_PORT", Integer.toString(addresses.smtp().getPort()));
    where.put("POSTPILOT_INSTAGRAM_AUTHORIZE_BASE_URL", sandbox + "/ig-www");
    where.put("POSTPILOT_INSTAGRAM_API_BASE_URL", sandbox + "/ig-api");
    where.put("POSTPILOT_INSTAGRAM_GRAPH_BASE_URL", sandbox + "/ig-graph");
    where.put("POSTPILOT_FACEBOOK_AUTHORIZE_BASE_URL", sandbox + "/fb-www");
    where.put("POSTPILOT_FACEBOOK_GRAPH_BASE_URL", sandbox + "/fb-graph");
    where.put("POSTPILOT_TIKTOK_AUTHORIZE_BASE_URL", sandbox + "/tiktok-www");
    where.put("POSTPILOT_TIKTOK_API_BASE_URL", sandbox + "/tiktok");
    return where;
  }

  private String url(Service service) {
    return addresses.of(service).toString();
  }

  private Map<String, String> secretsOf(Service service) {
    var names = new ArrayList<>(service.databasePasswords());
    var needs = service.needs();
    if (needs.contains(Need.CLIENT)) {
      names.add(service.clientSecret());
    }
    if (needs.contains(Need.ALL_CLIENTS)) {
      Service.clients().map(Service::clientSecret).forEach(names::add);
    }
    if (needs.contains(Need.ENCRYPTION)) {
      names.add(Secrets.ENCRYPTION_KEYSET);
    }
    if (needs.contains(Need.MEDIA)) {
      names.add(Secrets.S3_ACCESS_KEY);
      names.add(Secrets.S3_SECRET_KEY);
    }
    var environment = new LinkedHashMap<String, String>();
    names.forEach(name -> environment.put(name, secrets.get(name)));
    return environment;
  }
}
