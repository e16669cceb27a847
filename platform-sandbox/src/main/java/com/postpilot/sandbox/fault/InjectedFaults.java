package com.postpilot.sandbox.fault;

import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers the faults that look the same on every platform. */
@RestControllerAdvice
@Order(0)
class InjectedFaults {

  @ExceptionHandler
  ResponseEntity<String> handle(InjectedFault.Garbage garbage) {
    return ResponseEntity.ok()
        .contentType(MediaType.TEXT_HTML)
        .body("<!DOCTYPE html><html><body><h1>Sorry, something went wrong.</h1></body></html>");
  }

  @ExceptionHandler
  void handle(InjectedFault.HungUp hungUp) {
    // Nobody listens any more.
  }
}
