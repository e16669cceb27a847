package com.postpilot.account.connection;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Callbacks carry codes in their query, and Spring logs queries at DEBUG: here they have none, only
 * parameters.
 */
@Configuration(proxyBeanMethods = false)
class HiddenQuery {

  @Bean
  FilterRegistrationBean<OncePerRequestFilter> hideQueryOfCallbacks() {
    var registration = new FilterRegistrationBean<OncePerRequestFilter>(new Hiding());
    registration.addUrlPatterns("/api/v1/oauth/*");
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
    return registration;
  }

  private static final class Hiding extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
      chain.doFilter(
          new HttpServletRequestWrapper(request) {
            @Override
            public String getQueryString() {
              return ""; // the parameters are read from the request beneath
            }
          },
          response);
    }
  }
}
