package com.postpilot.account.social;

import com.postpilot.common.security.Caller;
import com.postpilot.common.web.Page;
import com.postpilot.common.web.Problem;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/accounts")
class AccountController {
  private final AccountDirectory directory;
  private final Disconnecting disconnecting;

  AccountController(AccountDirectory directory, Disconnecting disconnecting) {
    this.directory = directory;
    this.disconnecting = disconnecting;
  }

  @GetMapping
  Page<AccountResponse> list(
      Caller caller,
      @RequestParam(defaultValue = "" + Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    return directory.list(caller.workspaceId(), limit, cursor);
  }

  @GetMapping("/{id}")
  AccountResponse get(Caller caller, @PathVariable UUID id) {
    return directory
        .response(caller.workspaceId(), id)
        .orElseThrow(() -> Problem.notFound("account", id));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void disconnect(Caller caller, @PathVariable UUID id) {
    caller.mustBe("OWNER", "ADMIN");
    disconnecting.disconnect(caller.workspaceId(), id);
  }
}
