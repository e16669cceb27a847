package com.postpilot.common.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartRequest;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses parameters and parts that a handler does not declare, and text that cannot be stored. */
final class StrictParameters implements HandlerInterceptor {
  private static final String[] NO_VALUES = {};

  private final Map<HandlerMethod, Set<String>> declared = new ConcurrentHashMap<>();

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method
        && method.getBeanType().getPackageName().startsWith("com.postpilot.")
        && AnnotatedElementUtils.hasAnnotation(method.getBeanType(), RestController.class)) {
      var known = declared.computeIfAbsent(method, StrictParameters::names);
      request.getParameterMap().forEach((name, values) -> check(name, values, known));
      if (request instanceof MultipartRequest parts) {
        parts.getMultiFileMap().keySet().forEach(name -> check(name, NO_VALUES, known));
      }
    }
    return true;
  }

  private static void check(String name, String[] values, Set<String> known) {
    if (!known.contains(name)) {
      throw Problem.at(ProblemCode.UNKNOWN_PARAMETER, name, "This parameter is not known.");
    }
    if (!Arrays.stream(values).allMatch(StrictInput::storable)) {
      throw Problem.invalid(name, "invalid", "This has characters that cannot be stored.");
    }
  }

  private static Set<String> names(HandlerMethod method) {
    return Arrays.stream(method.getMethodParameters())
        .flatMap(parameter -> name(parameter).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Optional<String> name(MethodParameter parameter) {
    var queried = parameter.getParameterAnnotation(RequestParam.class);
    var part = parameter.getParameterAnnotation(RequestPart.class);
    var given =
        queried != null
            ? Optional.of(queried.name())
            : Optional.ofNullable(part).map(RequestPart::name);
    return given.map(
        name -> name.isEmpty() ? String.valueOf(parameter.getParameter().getName()) : name);
  }
}
