package com.postpilot.sandbox.tiktok.api;

import com.postpilot.sandbox.fault.InjectedFault;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers errors in the envelope. */
@RestControllerAdvice(annotations = TikTokApi.class)
@Order(1)
class TikTokProblems {

  @ExceptionHandler
  ResponseEntity<Envelope> handle(TikTokError error) {
    return ResponseEntity.status(error.status()).body(Envelope.of(error));
  }

  @ExceptionHandler
  ResponseEntity<Envelope> handle(InjectedFault.Failure failure) {
    return handle(TikTokError.injectedBy(failure.fault()));
  }
}
