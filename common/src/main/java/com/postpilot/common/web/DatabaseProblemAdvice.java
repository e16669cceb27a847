package com.postpilot.common.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * What databases throw, in services that have one. Before {@link ProblemAdvice}, which takes all.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE - 1)
class DatabaseProblemAdvice {
  private static final Logger log = LoggerFactory.getLogger(DatabaseProblemAdvice.class);
  private static final Duration SOON = Duration.ofSeconds(5);

  @ExceptionHandler
  ResponseEntity<Object> on(OptimisticLockingFailureException e, HttpServletRequest request) {
    return ProblemWriter.answer(
        Problem.of(
            ProblemCode.STATE_CONFLICT, "It was changed by somebody else at the same moment."),
        request);
  }

  @ExceptionHandler({
    CannotCreateTransactionException.class,
    DataAccessResourceFailureException.class,
    TransientDataAccessException.class,
    RecoverableDataAccessException.class
  })
  ResponseEntity<Object> onDatabaseAway(Exception e, HttpServletRequest request) {
    log.warn("The database does not answer: {}", e.toString());
    return ProblemWriter.answer(Problem.unavailable("database", SOON), request);
  }
}
