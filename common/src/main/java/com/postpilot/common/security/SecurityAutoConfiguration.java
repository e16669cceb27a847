package com.postpilot.common.security;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import com.postpilot.common.web.ProblemWriter;
import com.postpilot.common.web.WebAutoConfiguration;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.MalformedURLException;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.servlet.OAuth2ResourceServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Every service verifies tokens for itself: ES256, issuer, audience, time. {@code /internal/**} is
 * for service tokens alone, {@code /api/**} for callers with a workspace alone.
 */
@AutoConfiguration(
    before = OAuth2ResourceServerAutoConfiguration.class,
    after = WebAutoConfiguration.class)
@EnableConfigurationProperties(SecurityProperties.class)
public class SecurityAutoConfiguration {
  private static final String AUDIENCE = "postpilot";

  /** The keys that tokens are verified with; auth-service itself has them at hand. */
  @Bean
  @ConditionalOnMissingBean
  JWKSource<SecurityContext> verificationKeys(SecurityProperties properties)
      throws MalformedURLException {
    // A restart of auth-service must not log everybody out: known keys outlive it.
    return JWKSourceBuilder.<SecurityContext>create(
            properties.jwksUri().toURL(), new DefaultResourceRetriever(2_000, 2_000, 100_000))
        .cache(Duration.ofMinutes(5).toMillis(), Duration.ofSeconds(5).toMillis())
        .rateLimited(Duration.ofSeconds(1).toMillis())
        .outageTolerant(Duration.ofHours(4).toMillis())
        .build();
  }

  @Bean
  JwtDecoder jwtDecoder(JWKSource<SecurityContext> keys, SecurityProperties properties) {
    var processor = new DefaultJWTProcessor<SecurityContext>();
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, keys));
    processor.setJWTClaimsSetVerifier((claims, context) -> {}); // Spring's validators below do it
    var decoder = new NimbusJwtDecoder(processor);
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<Jwt>(
            new JwtTimestampValidator(Duration.ofSeconds(10)),
            new JwtIssuerValidator(properties.issuer()),
            new JwtClaimValidator<List<String>>(
                "aud", audience -> audience != null && audience.contains(AUDIENCE))));
    return decoder;
  }

  @Bean
  @ConditionalOnMissingBean
  SecurityFilterChain serviceSecurity(
      HttpSecurity http, SecurityProperties properties, ProblemWriter problems) throws Exception {
    return http.csrf(csrf -> csrf.disable()) // no cookies are read here
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(cache -> cache.disable())
        .logout(logout -> logout.disable())
        .addFilterBefore(new KeysAway(problems), BearerTokenAuthenticationFilter.class)
        .oauth2ResourceServer(
            server ->
                server
                    .bearerTokenResolver(tokensWhereTheyCount(properties.publicPaths()))
                    .jwt(jwt -> {})
                    .authenticationEntryPoint(
                        (request, response, failure) ->
                            refuse(problems, ProblemCode.UNAUTHENTICATED, request, response)))
        .exceptionHandling(
            failures ->
                failures
                    .authenticationEntryPoint(
                        (request, response, failure) ->
                            refuse(problems, ProblemCode.UNAUTHENTICATED, request, response))
                    .accessDeniedHandler(
                        (request, response, failure) ->
                            refuse(problems, ProblemCode.FORBIDDEN, request, response)))
        .authorizeHttpRequests(
            routes ->
                routes
                    .requestMatchers("/actuator/**", "/error")
                    .permitAll()
                    .requestMatchers(properties.publicPaths().toArray(String[]::new))
                    .permitAll()
                    .requestMatchers("/internal/**")
                    .hasAuthority("SCOPE_internal")
                    .requestMatchers("/api/**")
                    .access(
                        (authentication, request) ->
                            new AuthorizationDecision(
                                authentication.get() != null
                                    && authentication.get().getPrincipal() instanceof Jwt jwt
                                    && Caller.of(jwt).isPresent()))
                    .anyRequest()
                    .denyAll())
        .build();
  }

  /**
   * Public paths look at no token: a client that shows its expired one when it refreshes it must
   * not be refused for that.
   */
  private static BearerTokenResolver tokensWhereTheyCount(List<String> publicPaths) {
    var open = publicPaths.stream().map(PathPatternRequestMatcher::pathPattern).toList();
    var tokens = new DefaultBearerTokenResolver();
    return request ->
        open.stream().anyMatch(path -> path.matches(request)) ? null : tokens.resolve(request);
  }

  @Bean
  WebMvcConfigurer callerArguments() {
    return new WebMvcConfigurer() {
      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerArgument());
      }
    };
  }

  private static void refuse(
      ProblemWriter problems,
      ProblemCode code,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    response.setHeader("WWW-Authenticate", "Bearer");
    problems.write(Problem.of(code, code.title() + "."), request, response);
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
