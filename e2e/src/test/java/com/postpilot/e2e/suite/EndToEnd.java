package com.postpilot.e2e.suite;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test against a running suite, which it takes as a parameter: {@link PostPilot} for a journey
 * that must work on any shape, {@link Distributed} for a test that kills single processes and is
 * skipped on the other shape. The shape comes from the system property {@code postpilot.shape}; all
 * tests of a run share one suite, and each leaves it healthy.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SharedSuite.class)
public @interface EndToEnd {
  /** The shapes that the tests of the class are for. */
  Shape[] value() default {Shape.STANDALONE, Shape.DISTRIBUTED};
}
