package com.postpilot.common.web;

import com.postpilot.common.Ids;
import com.postpilot.common.event.Trace;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request an id (the caller's, if it is a sane one), logs under it and echoes it. The
 * caller's trace goes on too, where there is one.
 */
public final class RequestIdFilter extends OncePerRequestFilter {
  public static final String HEADER = "X-Request-Id";
  private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._:-]{1,100}");
  private static final Pattern W3C_TRACE =
      Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var given = request.getHeader(HEADER);
    var id = given != null && SANE.matcher(given).matches() ? given : Ids.next().toString();
    response.setHeader(HEADER, id);
    var traceparent = request.getHeader(Trace.TRACEPARENT);
    boolean traced = traceparent != null && W3C_TRACE.matcher(traceparent).matches();
    try (var _ = MDC.putCloseable(Trace.REQUEST_ID, id);
        var _ = MDC.putCloseable(Trace.TRACEPARENT, traced ? traceparent : null)) {
      chain.doFilter(request, response);
    }
  }
}
