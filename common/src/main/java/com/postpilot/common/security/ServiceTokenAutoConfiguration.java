package com.postpilot.common.security;

import com.postpilot.common.event.Trace;
import com.postpilot.common.web.RequestIdFilter;
import feign.RequestInterceptor;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.endpoint.RestClientClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.web.client.RestClient;

/**
 * What a service shows when it calls another one: its own token with scope {@code internal},
 * fetched when first needed and shared until it ends, and what it works for: the request's id and
 * trace.
 */
@AutoConfiguration
@ConditionalOnClass({OAuth2AuthorizedClientManager.class, RequestInterceptor.class})
@ConditionalOnProperty("postpilot.security.service-client.id")
public class ServiceTokenAutoConfiguration {
  private static final String AUTH_SERVICE = "auth-service";
  private static final Duration TIME_OUT = Duration.ofSeconds(2);

  @Bean
  OAuth2AuthorizedClientManager serviceTokens(SecurityProperties properties) {
    var client = properties.serviceClient();
    if (client == null) {
      throw new IllegalStateException("postpilot.security.service-client is not complete");
    }
    var registrations =
        new InMemoryClientRegistrationRepository(
            ClientRegistration.withRegistrationId(AUTH_SERVICE)
                .clientId(client.id())
                .clientSecret(client.secret())
                .tokenUri(client.tokenUri().toString())
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scope("internal")
                .build());
    var tokens = new RestClientClientCredentialsTokenResponseClient();
    tokens.setRestClient(tokenEndpoint());
    var manager =
        new AuthorizedClientServiceOAuth2AuthorizedClientManager(
            registrations, new InMemoryOAuth2AuthorizedClientService(registrations));
    manager.setAuthorizedClientProvider(
        OAuth2AuthorizedClientProviderBuilder.builder()
            .clientCredentials(credentials -> credentials.accessTokenResponseClient(tokens))
            .build());
    return manager;
  }

  private static RestClient tokenEndpoint() {
    var requests = new JdkClientHttpRequestFactory();
    requests.setReadTimeout(TIME_OUT);
    return RestClient.builder()
        .requestFactory(requests)
        .configureMessageConverters(
            converters ->
                converters
                    .addCustomConverter(new FormHttpMessageConverter())
                    .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
        .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
        .build();
  }

  @Bean
  RequestInterceptor serviceCallHeaders(
      OAuth2AuthorizedClientManager tokens, SecurityProperties properties) {
    var principal = String.valueOf(properties.serviceClient());
    return call -> {
      var authorized =
          tokens.authorize(
              OAuth2AuthorizeRequest.withClientRegistrationId(AUTH_SERVICE)
                  .principal(principal)
                  .build());
      if (authorized == null) {
        throw new IllegalStateException("auth-service gave no token");
      }
      call.header("Authorization", "Bearer " + authorized.getAccessToken().getTokenValue());
      var trace = Trace.current();
      if (trace.requestId() != null) {
        call.header(RequestIdFilter.HEADER, trace.requestId());
      }
      if (trace.traceparent() != null) {
        call.header(Trace.TRACEPARENT, trace.traceparent());
      }
    };
  }
}
