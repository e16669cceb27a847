package com.postpilot.auth.identity;

import com.postpilot.auth.SystemWork;
import com.postpilot.common.security.Caller;
import com.postpilot.common.web.Edit;
import com.postpilot.common.web.IfMatch;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/auth/me")
class MeController {
  private final Identities identities;
  private final Profiles profiles;
  private final SystemWork system;

  MeController(Identities identities, Profiles profiles, SystemWork system) {
    this.identities = identities;
    this.profiles = profiles;
    this.system = system;
  }

  /**
   * @param workspace that of the token
   * @param workspaces all that a refresh may switch to
   */
  record MeResponse(
      Member.User user, Member.Workspace workspace, List<Member.Workspace> workspaces) {}

  /**
   * A JSON merge patch; what is absent stays as it is.
   *
   * @param currentPassword no part of the resource; needed with another {@code email}
   */
  record PatchMeRequest(
      @Nullable Edit<String> name,
      @Nullable Edit<String> timezone,
      @Nullable Edit<String> email,
      @Nullable String currentPassword) {
    @Override
    public String toString() {
      return "PatchMeRequest[…]";
    }
  }

  @GetMapping
  ResponseEntity<MeResponse> me(Caller caller) {
    return system.inTransaction(() -> answer(caller));
  }

  @PatchMapping
  ResponseEntity<MeResponse> patch(
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody PatchMeRequest body,
      Caller caller,
      HttpServletRequest request) {
    profiles.change(caller.userId(), new IfMatch(ifMatch), body, request.getRemoteAddr());
    return me(caller);
  }

  private ResponseEntity<MeResponse> answer(Caller caller) {
    var members = identities.members(caller.userId());
    return members.stream()
        .filter(member -> member.workspace().id().equals(caller.workspaceId()))
        .findFirst()
        .map(
            member ->
                ResponseEntity.ok()
                    .eTag("\"" + profiles.version(caller.userId()) + "\"")
                    .body(
                        new MeResponse(
                            member.user(),
                            member.workspace(),
                            members.stream().map(Member::workspace).toList())))
        .orElseThrow(
            () ->
                Problem.of(
                    ProblemCode.UNAUTHENTICATED,
                    "You are no longer a member of this token's workspace."));
  }
}
