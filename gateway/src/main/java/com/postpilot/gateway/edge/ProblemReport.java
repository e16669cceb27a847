package com.postpilot.gateway.edge;

import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Tomcat refuses before it gets to Spring (an address that is none, headers too large) is a
 * problem like any other.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE) // the valve that is added last reports first
class ProblemReport implements WebServerFactoryCustomizer<TomcatWebServerFactory> {
  private final JsonMapper json;

  ProblemReport(JsonMapper json) {
    this.json = json;
  }

  @Override
  public void customize(TomcatWebServerFactory factory) {
    factory.addContextCustomizers(
        context -> context.getParent().getPipeline().addValve(new Valve(json)));
  }

  private static final class Valve extends ErrorReportValve {
    private final JsonMapper json;

    Valve(JsonMapper json) {
      this.json = json;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
      int status = response.getStatus();
      if (status < HttpStatus.BAD_REQUEST.value()
          || response.getContentWritten() > 0
          || !response.setErrorReported()) {
        return;
      }
      var code = code(HttpStatus.resolve(status));
      try {
        response.setStatus(code.status().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        var writer = response.getReporter();
        if (writer != null) {
          writer.write(
              json.writeValueAsString(Problem.of(code, code.title() + ".").body(null, null)));
          response.finishResponse();
        }
      } catch (IOException e) {
        // whoever asked is gone
      }
    }

    private static ProblemCode code(@Nullable HttpStatus status) {
      return switch (status) {
        case UNAUTHORIZED -> ProblemCode.UNAUTHENTICATED;
        case FORBIDDEN -> ProblemCode.FORBIDDEN;
        case NOT_FOUND -> ProblemCode.NOT_FOUND;
        case METHOD_NOT_ALLOWED, NOT_IMPLEMENTED -> ProblemCode.METHOD_NOT_ALLOWED;
        case CONTENT_TOO_LARGE -> ProblemCode.PAYLOAD_TOO_LARGE;
        case SERVICE_UNAVAILABLE -> ProblemCode.DEPENDENCY_UNAVAILABLE;
        case null -> ProblemCode.INTERNAL_ERROR;
        default ->
            status.is4xxClientError() ? ProblemCode.MALFORMED_REQUEST : ProblemCode.INTERNAL_ERROR;
      };
    }
  }
}
