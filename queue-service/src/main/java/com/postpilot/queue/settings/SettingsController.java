package com.postpilot.queue.settings;

import com.postpilot.common.security.Caller;
import jakarta.validation.Valid;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/queue/settings")
class SettingsController {
  private final Settings settings;

  SettingsController(Settings settings) {
    this.settings = settings;
  }

  @GetMapping
  @Transactional(readOnly = true)
  QueueSettings read(Caller caller) {
    return settings.of(caller.workspaceId());
  }

  @PutMapping
  @Transactional
  QueueSettings choose(@Valid @RequestBody QueueSettings chosen, Caller caller) {
    caller.mustBe("ADMIN", "OWNER");
    settings.choose(caller.workspaceId(), chosen);
    return chosen;
  }
}
