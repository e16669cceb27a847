package com.postpilot.gateway.routing;

import com.postpilot.common.event.Trace;
import com.postpilot.common.web.RequestIdFilter;
import java.util.List;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.RequestHttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * What a service hears of a request: the headers that services know, and who really sent it. A list
 * of what passes, not of what does not: nobody can think of every header that might be believed.
 */
@Component
class RequestHeaders implements RequestHttpHeadersFilter, Ordered {
  private static final List<String> PASSED =
      List.of(
          HttpHeaders.ACCEPT,
          HttpHeaders.ACCEPT_LANGUAGE,
          HttpHeaders.AUTHORIZATION,
          HttpHeaders.CONTENT_ENCODING,
          HttpHeaders.CONTENT_LENGTH,
          HttpHeaders.CONTENT_TYPE,
          HttpHeaders.COOKIE,
          HttpHeaders.IF_MATCH,
          HttpHeaders.IF_NONE_MATCH,
          HttpHeaders.ORIGIN,
          HttpHeaders.USER_AGENT,
          "Idempotency-Key",
          "TikTok-Signature",
          "traceparent",
          "tracestate");

  @Override
  public HttpHeaders apply(HttpHeaders given, ServerRequest request) {
    var headers = new HttpHeaders();
    for (var name : PASSED) {
      var values = given.get(name);
      if (values != null) {
        headers.addAll(name, values);
      }
    }
    var servlet = request.servletRequest();
    headers.set("X-Forwarded-For", servlet.getRemoteAddr());
    headers.set("X-Forwarded-Proto", servlet.getScheme());
    var host = servlet.getHeader(HttpHeaders.HOST);
    if (host != null) {
      headers.set("X-Forwarded-Host", host);
    }
    var requestId = Trace.current().requestId();
    if (requestId != null) {
      headers.set(RequestIdFilter.HEADER, requestId);
    }
    return headers;
  }

  /** After the library's own, whatever they add. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }
}
