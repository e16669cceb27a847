package com.postpilot.common.security;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.postpilot.common.web.ProblemWriter;
import com.postpilot.common.web.WebAutoConfiguration;
import java.net.MalformedURLException;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.servlet.OAuth2ResourceServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
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
  ResourceServer resourceServer(ProblemWriter problems, SecurityProperties properties) {
    return new ResourceServer(problems, properties.publicPaths());
  }

  @Bean
  @ConditionalOnMissingBean
  SecurityFilterChain serviceSecurity(HttpSecurity http, ResourceServer server) throws Exception {
    return server
        .applyTo(http)
        .authorizeHttpRequests(
            routes ->
                routes
                    .requestMatchers("/actuator/**", "/error")
                    .permitAll()
                    .requestMatchers(server.publicPaths())
                    .permitAll()
                    .requestMatchers("/internal/**")
                    .hasAuthority("SCOPE_internal")
                    .requestMatchers("/api/**")
                    .access(ResourceServer.callers())
                    .anyRequest()
                    .denyAll())
        .build();
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
}
