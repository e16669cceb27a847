package com.postpilot.common.web;

import feign.FeignException;
import feign.Response;
import feign.codec.DecodeException;
import feign.codec.Decoder;
import java.io.IOException;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What other services answer. Strictness is for what comes in: of an answer a caller reads the
 * fields that it needs, and those that a newer version added trouble nobody.
 */
final class ServiceAnswers implements Decoder {
  private final JsonMapper json;

  ServiceAnswers(JsonMapper json) {
    this.json = json.rebuild().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  }

  @Override
  public @Nullable Object decode(Response response, Type type) throws IOException, FeignException {
    if (response.body() == null) {
      return null;
    }
    try (var body = response.body().asInputStream()) {
      return json.readValue(body, json.constructType(type));
    } catch (JacksonException e) {
      // Its text may quote the answer, and answers may hold tokens.
      throw new DecodeException(
          response.status(), "The answer is not a " + type.getTypeName(), response.request());
    }
  }
}
