package com.postpilot.gateway.routing;

import com.postpilot.common.event.Trace;
import com.postpilot.common.web.Problem;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.server.mvc.common.MvcUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * A service's answer on its way to the client. If the service breaks off in the middle of it, the
 * client gets a problem, or if it is too late for that a broken connection: never half an answer
 * that looks whole.
 */
final class GuardedAnswer implements ServerResponse {
  private final ServerResponse answer;
  private final Function<IOException, Problem> failure;

  GuardedAnswer(ServerResponse answer, Function<IOException, Problem> failure) {
    this.answer = answer;
    this.failure = failure;
  }

  @Override
  public @Nullable ModelAndView writeTo(
      HttpServletRequest request, HttpServletResponse response, Context context)
      throws ServletException, IOException {
    var before = headersOf(response);
    try {
      return answer.writeTo(request, response, context);
    } catch (ClientAbortException e) {
      throw e; // nobody is left to be told
    } catch (IOException e) {
      var problem = failure.apply(e);
      if (response.isCommitted()) {
        throw new BrokenOff();
      }
      response.reset();
      before.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
      return ServerResponse.status(problem.code().status())
          .headers(headers -> headers.putAll(problem.headers()))
          .contentType(MediaType.APPLICATION_PROBLEM_JSON)
          .body(problem.body(request.getRequestURI(), Trace.current().requestId()))
          .writeTo(request, response, context);
    } finally {
      if (request.getAttribute(MvcUtils.CLIENT_RESPONSE_ATTR) instanceof ClientHttpResponse read) {
        read.close(); // nobody reads it when the client has the same version already
      }
    }
  }

  /** Breaks off the connection. Has no cause, by which Spring would take it for the client's. */
  private static final class BrokenOff extends IOException {
    BrokenOff() {
      super("A service broke off in the middle of its answer");
    }
  }

  private static Map<String, List<String>> headersOf(HttpServletResponse response) {
    var headers = new LinkedHashMap<String, List<String>>();
    response
        .getHeaderNames()
        .forEach(name -> headers.put(name, List.copyOf(response.getHeaders(name))));
    return headers;
  }

  @Override
  public HttpStatusCode statusCode() {
    return answer.statusCode();
  }

  @Override
  public HttpHeaders headers() {
    return answer.headers();
  }

  @Override
  public MultiValueMap<String, Cookie> cookies() {
    return answer.cookies();
  }
}
