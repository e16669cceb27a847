package com.postpilot.post.settings;

import com.postpilot.common.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/posts/settings")
class SettingsController {
  private final Settings settings;

  SettingsController(Settings settings) {
    this.settings = settings;
  }

  /**
   * @param misfireWindowMinutes how late a post may still go out by itself; what is later waits for
   *     a person. Counts for what is dispatched or resumed from now on.
   */
  record PostSettings(@NotNull @Min(5) @Max(1440) Integer misfireWindowMinutes) {}

  @GetMapping
  @Transactional(readOnly = true)
  PostSettings read(Caller caller) {
    return new PostSettings((int) settings.misfireWindow(caller.workspaceId()).toMinutes());
  }

  @PutMapping
  @Transactional
  PostSettings choose(@Valid @RequestBody PostSettings chosen, Caller caller) {
    caller.mustBe("ADMIN", "OWNER");
    settings.chooseMisfireWindow(caller.workspaceId(), chosen.misfireWindowMinutes());
    return chosen;
  }
}
