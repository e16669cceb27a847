package com.postpilot.auth.identity;

import com.postpilot.auth.SystemWork;
import com.postpilot.common.security.Caller;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/auth/me")
class MeController {
  private final Identities identities;
  private final SystemWork system;

  MeController(Identities identities, SystemWork system) {
    this.identities = identities;
    this.system = system;
  }

  /**
   * @param workspace that of the token
   * @param workspaces all that a refresh may switch to
   */
  record MeResponse(
      Member.User user, Member.Workspace workspace, List<Member.Workspace> workspaces) {}

  @GetMapping
  MeResponse me(Caller caller) {
    var members = system.inTransaction(() -> identities.members(caller.userId()));
    return members.stream()
        .filter(member -> member.workspace().id().equals(caller.workspaceId()))
        .findFirst()
        .map(
            member ->
                new MeResponse(
                    member.user(),
                    member.workspace(),
                    members.stream().map(Member::workspace).toList()))
        .orElseThrow(
            () ->
                Problem.of(
                    ProblemCode.UNAUTHENTICATED,
                    "You are no longer a member of this token's workspace."));
  }
}
