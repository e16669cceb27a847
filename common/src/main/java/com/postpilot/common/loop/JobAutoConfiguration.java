package com.postpilot.common.loop;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * {@code @Scheduled} work. Spring's scheduler for virtual threads has one thread for all jobs with
 * a fixed delay: there a mail server that hangs would keep everything else from being pruned,
 * rotated and measured.
 */
@AutoConfiguration(
    after = TaskExecutionAutoConfiguration.class,
    before = TaskSchedulingAutoConfiguration.class)
@ConditionalOnProperty("postpilot.schema")
@EnableScheduling
public class JobAutoConfiguration {
  /** More than any service has jobs; threads are made as they are needed. */
  private static final int AT_ONCE = 32;

  @Bean
  ThreadPoolTaskScheduler taskScheduler() {
    var scheduler = new ThreadPoolTaskScheduler();
    scheduler.setVirtualThreads(true);
    scheduler.setPoolSize(AT_ONCE);
    scheduler.setThreadNamePrefix("job-");
    return scheduler;
  }
}
