package com.postpilot.common.testing;

import org.springframework.context.ApplicationContext;
import org.springframework.scheduling.config.ScheduledTaskHolder;

/** What a service does by itself from time to time. */
public final class Jobs {
  private Jobs() {}

  /** Does each of them once, now. */
  public static void run(ApplicationContext service) {
    service.getBeansOfType(ScheduledTaskHolder.class).values().stream()
        .flatMap(holder -> holder.getScheduledTasks().stream())
        .forEach(job -> job.getTask().getRunnable().run());
  }
}
