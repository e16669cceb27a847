package com.postpilot.sandbox.graph;

import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class GraphWebConfiguration implements WebMvcConfigurer {

  private final GraphRequestResolver requests;

  GraphWebConfiguration(GraphRequestResolver requests) {
    this.requests = requests;
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(requests);
  }
}
