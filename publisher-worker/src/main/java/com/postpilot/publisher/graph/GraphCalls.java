package com.postpilot.publisher.graph;

import com.postpilot.common.contract.Platform;
import com.postpilot.publisher.PublisherProperties;
import com.postpilot.publisher.ledger.Ledger;
import com.postpilot.publisher.platform.ErrorCatalogue;
import com.postpilot.publisher.platform.PlatformHttp;
import com.postpilot.publisher.platform.Reply;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Sends calls to Meta and heeds what the answers tell about its limits: an account, or the whole
 * application, that is near one rests before it is refused, since calls that are refused make a
 * limit last longer.
 */
@Component
public class GraphCalls {
  private final PlatformHttp http;
  private final Ledger ledger;
  private final PublisherProperties properties;
  private final Clock clock;

  GraphCalls(PlatformHttp http, Ledger ledger, PublisherProperties properties, Clock clock) {
    this.http = http;
    this.ledger = ledger;
    this.properties = properties;
    this.clock = clock;
  }

  /** The calls to one platform. */
  public GraphClient to(Platform platform, ErrorCatalogue errors, URI baseUrl, String version) {
    return new GraphClient(this, platform, errors, baseUrl, version);
  }

  Reply<PlatformHttp.Answer> send(Platform platform, String account, HttpRequest request) {
    var reply = http.send(platform, request);
    if (reply instanceof Reply.Ok<PlatformHttp.Answer>(var answer)) {
      var usage = Usage.of(answer.headers());
      usage.applicationRest().ifPresent(rest -> park(platform.name(), rest));
      usage.accountRest().ifPresent(rest -> park(platform + "/" + account, rest));
    }
    return reply;
  }

  Reply<PlatformHttp.Answer> upload(Platform platform, HttpRequest request) {
    return http.upload(platform, request);
  }

  private void park(String scope, Duration rest) {
    ledger.park(
        scope,
        clock.instant().plus(rest),
        rest.compareTo(properties.longestWait()) > 0,
        "near a limit of the platform");
  }
}
