package com.postpilot.gateway.edge;

import com.postpilot.common.security.ResourceServer;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import com.postpilot.common.web.ProblemWriter;
import com.postpilot.gateway.GatewayProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Tokens are checked here too, so that services are not bothered with those that are no good. */
@Configuration(proxyBeanMethods = false)
class EdgeSecurity {

  @Bean
  SecurityFilterChain edge(HttpSecurity http, ResourceServer server, GatewayProperties properties)
      throws Exception {
    var routed =
        properties.services().values().stream()
            .flatMap(service -> service.paths().stream())
            .toArray(String[]::new);
    return server
        .applyTo(http)
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(
                        policy ->
                            policy.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
                    .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
        .authorizeHttpRequests(
            routes ->
                routes
                    .requestMatchers(server.publicPaths())
                    .permitAll()
                    .requestMatchers(routed)
                    .access(ResourceServer.callers())
                    .anyRequest()
                    .permitAll()) // nothing is there: 404, with and without a token
        .build();
  }

  /** Paths with dots, empty segments or encoded slashes, and the like. */
  @Bean
  RequestRejectedHandler rejectedRequests(ProblemWriter problems) {
    return (request, response, reason) ->
        problems.write(
            Problem.of(ProblemCode.MALFORMED_REQUEST, "Requests of this form are not accepted."),
            request,
            response);
  }
}
