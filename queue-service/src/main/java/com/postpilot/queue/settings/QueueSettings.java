package com.postpilot.queue.settings;

import com.postpilot.common.contract.ApprovalPolicy;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a workspace chose for its queue.
 *
 * @param bannedClaims words and phrases that no caption may have, in whatever case
 * @param brandVoice how the shop wants to sound, in its own words: Claude follows it, templates
 *     cannot, and stay with the tone alone
 * @param generationsAtOnce how many captions are written for it at the same time
 */
public record QueueSettings(
    @NotNull ApprovalPolicy approvalPolicy,
    @NotNull @Size(max = 200) List<@NotBlank @Size(max = 200) String> bannedClaims,
    @Nullable @Size(max = 2_000) String brandVoice,
    @NotNull ProductRule productRule,
    @NotNull @Min(1) @Max(20) Integer generationsAtOnce) {

  /** Of a workspace that chose nothing. */
  public static final QueueSettings DEFAULT =
      new QueueSettings(ApprovalPolicy.NONE, List.of(), null, ProductRule.HOLD, 4);
}
