package com.postpilot.gateway.routing;

import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.uri;
import static org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions.route;
import static org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions.http;

import com.postpilot.gateway.GatewayProperties;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** The routes of {@code gateway.yml}; what none of them matches is not there. */
@Configuration(proxyBeanMethods = false)
class Routes {

  @Bean
  RouterFunction<ServerResponse> services(GatewayProperties properties, ServiceFailures failures) {
    return properties.services().entrySet().stream()
        .filter(service -> !service.getValue().paths().isEmpty())
        .map(service -> routeTo(service.getKey(), service.getValue(), failures))
        .reduce(RouterFunction::and)
        .orElseThrow(() -> new IllegalStateException("No service has paths"));
  }

  private static RouterFunction<ServerResponse> routeTo(
      String name, GatewayProperties.Service service, ServiceFailures failures) {
    var paths =
        service.paths().stream()
            .map(RequestPredicates::path)
            .reduce(RequestPredicate::or)
            .orElseThrow();
    return route(name)
        .route(paths, http())
        .before(uri(service.url()))
        .filter(failures.of(name))
        .build();
  }

  /** Connections are pooled; services keep them open for longer than this client does. */
  @Bean
  ClientHttpRequestFactory serviceClient(GatewayProperties properties) {
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    var http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(properties.connectTimeout())
            .executor(threads)
            .build();
    var uploads = properties.uploads();
    var requests = requests(http, threads, properties.responseTimeout());
    var uploading = requests(http, threads, uploads.responseTimeout());
    return (uri, method) ->
        (method.equals(HttpMethod.POST) && uploads.paths().contains(uri.getPath())
                ? uploading
                : requests)
            .createRequest(uri, method);
  }

  private static ClientHttpRequestFactory requests(
      HttpClient http, Executor threads, Duration responseTimeout) {
    var requests = new JdkClientHttpRequestFactory(http, threads);
    requests.enableCompression(false); // answers pass as they are
    requests.setReadTimeout(responseTimeout);
    return requests;
  }

  /** Whoever asks for a parameter must not use up a body that is to be passed on. */
  @Bean
  WebServerFactoryCustomizer<TomcatWebServerFactory> bodiesAreNotParsed() {
    return factory ->
        factory.addConnectorCustomizers(connector -> connector.setParseBodyMethods(""));
  }
}
