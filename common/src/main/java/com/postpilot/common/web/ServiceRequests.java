package com.postpilot.common.web;

import feign.RequestTemplate;
import feign.codec.Encoder;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is asked of other services. Spring Cloud's own encoder collects its converters during the
 * first request, and a second one at that moment finds none of them (spring-cloud-openfeign 1371).
 */
final class ServiceRequests implements Encoder {
  private final JsonMapper json;

  ServiceRequests(JsonMapper json) {
    this.json = json;
  }

  @Override
  public void encode(Object body, Type type, RequestTemplate request) {
    request.removeHeader(HttpHeaders.CONTENT_TYPE);
    request.header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE);
    request.body(
        json.writerFor(json.constructType(type)).writeValueAsBytes(body), StandardCharsets.UTF_8);
  }
}
