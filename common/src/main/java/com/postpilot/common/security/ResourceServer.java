package com.postpilot.common.security;

import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import com.postpilot.common.web.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** How tokens are read and requests are refused at every edge; which need one is up to the edge. */
public final class ResourceServer {
  private final ProblemWriter problems;
  private final List<String> publicPaths;

  ResourceServer(ProblemWriter problems, List<String> publicPaths) {
    this.problems = problems;
    this.publicPaths = List.copyOf(publicPaths);
  }

  /** No sessions, tokens verified wherever they count, refusals as problems. */
  public HttpSecurity applyTo(HttpSecurity http) throws Exception {
    return http.csrf(csrf -> csrf.disable()) // no cookies are read here
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(cache -> cache.disable())
        .logout(logout -> logout.disable())
        .addFilterBefore(new KeysAway(problems), BearerTokenAuthenticationFilter.class)
        .oauth2ResourceServer(
            server ->
                server
                    .bearerTokenResolver(tokensWhereTheyCount())
                    .jwt(jwt -> {})
                    .authenticationEntryPoint(
                        (request, response, failure) ->
                            refuse(ProblemCode.UNAUTHENTICATED, request, response)))
        .exceptionHandling(
            failures ->
                failures
                    .authenticationEntryPoint(
                        (request, response, failure) ->
                            refuse(ProblemCode.UNAUTHENTICATED, request, response))
                    .accessDeniedHandler(
                        (request, response, failure) ->
                            refuse(ProblemCode.FORBIDDEN, request, response)));
  }

  /** Patterns of the paths that need no token. */
  public String[] publicPaths() {
    return publicPaths.toArray(String[]::new);
  }

  /** Lets callers with a workspace pass: users, not services. */
  public static AuthorizationManager<RequestAuthorizationContext> callers() {
    return (authentication, request) ->
        new AuthorizationDecision(
            authentication.get() != null
                && authentication.get().getPrincipal() instanceof Jwt jwt
                && Caller.of(jwt).isPresent());
  }

  /**
   * Public paths look at no token: a client that shows its expired one when it refreshes it must
   * not be refused for that.
   */
  private BearerTokenResolver tokensWhereTheyCount() {
    var open = publicPaths.stream().map(PathPatternRequestMatcher::pathPattern).toList();
    var tokens = new DefaultBearerTokenResolver();
    return request ->
        open.stream().anyMatch(path -> path.matches(request)) ? null : tokens.resolve(request);
  }

  private void refuse(ProblemCode code, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var problem = Problem.of(code, code.title() + ".");
    problem.headers().set(HttpHeaders.WWW_AUTHENTICATE, challenge(code, request));
    problems.write(problem, request, response);
  }

  /** RFC 6750, section 3: whoever showed no token is not told what is wrong with it. */
  private static String challenge(ProblemCode code, HttpServletRequest request) {
    if (request.getHeader(HttpHeaders.AUTHORIZATION) == null) {
      return "Bearer";
    }
    return code == ProblemCode.FORBIDDEN
        ? "Bearer error=\"insufficient_scope\""
        : "Bearer error=\"invalid_token\"";
  }

  /** Without auth-service's keys no token can be judged: 503, not 401 and not 500. */
  private static final class KeysAway extends OncePerRequestFilter {
    private final ProblemWriter problems;

    KeysAway(ProblemWriter problems) {
      this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
      try {
        chain.doFilter(request, response);
      } catch (AuthenticationServiceException e) {
        problems.write(
            Problem.unavailable("auth-service", Duration.ofSeconds(5)), request, response);
      }
    }
  }
}
