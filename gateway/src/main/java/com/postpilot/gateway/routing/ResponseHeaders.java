package com.postpilot.gateway.routing;

import com.postpilot.common.web.RequestIdFilter;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.ResponseHttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerResponse;

/** Leaves away what the gateway says itself, so that nothing is said twice. */
@Component
class ResponseHeaders implements ResponseHttpHeadersFilter, Ordered {

  @Override
  public HttpHeaders apply(HttpHeaders given, ServerResponse response) {
    var headers = new HttpHeaders();
    headers.addAll(given);
    headers.remove(RequestIdFilter.HEADER);
    headers.remove(HttpHeaders.SERVER);
    headers.remove(HttpHeaders.DATE);
    return headers;
  }

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }
}
