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

/** Gives each request an id (the caller's, if it is a sane one), logs under it and echoes it. */
public final class RequestIdFilter extends OncePerRequestFilter {
  public static final String HEADER = "X-Request-Id";
  private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._:-]{1,100}");

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var given = request.getHeader(HEADER);
    var id = given != null && SANE.matcher(given).matches() ? given : Ids.next().toString();
    response.setHeader(HEADER, id);
    try (var _ = MDC.putCloseable(Trace.REQUEST_ID, id)) {
      chain.doFilter(request, response);
    }
  }
}
