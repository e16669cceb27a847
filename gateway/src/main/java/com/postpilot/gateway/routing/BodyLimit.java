package com.postpilot.gateway.routing;

import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import com.postpilot.common.web.ProblemWriter;
import com.postpilot.gateway.GatewayProperties;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses bodies that are too large: those that say so at once, those that come in chunks when they
 * get there. A service never sees the end of such a body, so it does nothing with it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class BodyLimit extends OncePerRequestFilter {
  private static final String FAILURE = BodyLimit.class.getName() + ".failure";

  private final DataSize most;
  private final GatewayProperties.Uploads uploads;
  private final ProblemWriter problems;

  BodyLimit(GatewayProperties properties, ProblemWriter problems) {
    this.most = properties.maxBody();
    this.uploads = properties.uploads();
    this.problems = problems;
  }

  private static final class TooLarge extends IOException {
    TooLarge(DataSize limit) {
      super("The body is larger than " + limit.toBytes() + " bytes.");
    }

    Problem problem() {
      return Problem.of(ProblemCode.PAYLOAD_TOO_LARGE, String.valueOf(getMessage()));
    }
  }

  /** What is wrong with the body of a request that could not be passed on. */
  static Optional<Problem> failureOf(HttpServletRequest request) {
    return switch (request.getAttribute(FAILURE)) {
      case TooLarge tooLarge -> Optional.of(tooLarge.problem());
      case IOException broken ->
          Optional.of(Problem.of(ProblemCode.MALFORMED_REQUEST, "The body broke off."));
      case null, default -> Optional.empty();
    };
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var limit = isUpload(request) ? uploads.maxBody() : most;
    if (request.getContentLengthLong() > limit.toBytes()) {
      problems.write(new TooLarge(limit).problem(), request, response);
    } else {
      chain.doFilter(new Limited(request, limit), response);
    }
  }

  private boolean isUpload(HttpServletRequest request) {
    var type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
    return request.getMethod().equals("POST")
        && type.startsWith(MediaType.MULTIPART_FORM_DATA_VALUE)
        && uploads.paths().contains(request.getRequestURI());
  }

  private static final class Limited extends HttpServletRequestWrapper {
    private final DataSize limit;

    Limited(HttpServletRequest request, DataSize limit) {
      super(request);
      this.limit = limit;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      return new Counted(super.getInputStream(), this, limit);
    }
  }

  private static final class Counted extends ServletInputStream {
    private final ServletInputStream body;
    private final HttpServletRequest request;
    private final DataSize limit;
    private long count;

    Counted(ServletInputStream body, HttpServletRequest request, DataSize limit) {
      this.body = body;
      this.request = request;
      this.limit = limit;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) == 1 ? Byte.toUnsignedInt(one[0]) : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        int read = body.read(buffer, offset, length);
        count += Math.max(0, read);
        if (count > limit.toBytes()) {
          throw new TooLarge(limit);
        }
        return read;
      } catch (IOException e) {
        request.setAttribute(FAILURE, e);
        throw e;
      }
    }

    @Override
    public boolean isFinished() {
      return body.isFinished();
    }

    @Override
    public boolean isReady() {
      return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      body.setReadListener(listener);
    }
  }
}
