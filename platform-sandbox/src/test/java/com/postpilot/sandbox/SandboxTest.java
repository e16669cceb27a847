package com.postpilot.sandbox;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** Runs against the whole sandbox on a free port; all such tests share one. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.name=platform-sandbox",
      "postpilot.sandbox.journal=target/sandbox-tests/${random.uuid}/journal.jsonl",
      "postpilot.sandbox.callback.app-url=http://localhost:1",
      "postpilot.sandbox.media.fetch-timeout=2s"
    })
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface SandboxTest {}
