package com.postpilot.gateway.edge;

import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import com.postpilot.common.web.ProblemWriter;
import com.postpilot.gateway.GatewayProperties;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/** Pages of the configured origins may call the API, cookies included; pages of others may not. */
@Configuration(proxyBeanMethods = false)
class CrossOrigin {

  @Bean
  FilterRegistrationBean<CorsFilter> crossOriginFilter(
      GatewayProperties properties, ProblemWriter problems) {
    var allowed = new CorsConfiguration();
    allowed.setAllowedOrigins(properties.allowedOrigins());
    allowed.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
    allowed.setAllowedHeaders(
        List.of(
            "Accept",
            "Accept-Language",
            "Authorization",
            "Content-Type",
            "Idempotency-Key",
            "If-Match",
            "If-None-Match",
            "X-API-Key",
            "X-Request-Id"));
    allowed.setExposedHeaders(
        List.of(
            "ETag",
            "Idempotency-Replayed",
            "Location",
            "RateLimit",
            "RateLimit-Policy",
            "Retry-After",
            "X-Request-Id"));
    allowed.setAllowCredentials(true);
    allowed.setMaxAge(Duration.ofHours(1));
    var everywhere = new UrlBasedCorsConfigurationSource();
    everywhere.registerCorsConfiguration("/**", allowed);

    var filter = new CorsFilter(everywhere);
    filter.setCorsProcessor(new Refusing(problems));
    var registration = new FilterRegistrationBean<>(filter);
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10); // before tokens are asked for
    return registration;
  }

  /** As Spring has it, but refuses with a problem. */
  private static final class Refusing extends DefaultCorsProcessor {
    private final ProblemWriter problems;

    Refusing(ProblemWriter problems) {
      this.problems = problems;
    }

    @Override
    public boolean processRequest(
        @Nullable CorsConfiguration configuration,
        HttpServletRequest request,
        HttpServletResponse response)
        throws IOException {
      boolean passed = super.processRequest(configuration, request, response);
      if (!passed) {
        problems.write(
            Problem.of(
                ProblemCode.FORBIDDEN, "Pages of this origin may not do this, or not this way."),
            request,
            response);
      }
      return passed;
    }

    @Override
    protected void rejectRequest(ServerHttpResponse response) {
      // told above
    }
  }
}
