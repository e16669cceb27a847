package com.postpilot.sandbox.fault;

import com.postpilot.sandbox.fault.FaultKind.Stage;
import com.postpilot.sandbox.traffic.Call;
import com.postpilot.sandbox.traffic.Traffic;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** What every call to a platform goes through: it is counted, and disturbed as armed. */
@Component
public class Gate {

  private final Traffic traffic;
  private final Faults faults;
  private final Holds holds;

  Gate(Traffic traffic, Faults faults, Holds holds) {
    this.traffic = traffic;
    this.faults = faults;
    this.holds = holds;
  }

  /**
   * Lets a call through.
   *
   * @param apply does what the call asks for. It is given the draw of a fault that changes what is
   *     done, to be made only once nothing else stands in the way: a refused call uses up no fault.
   * @throws InjectedFault when a fault takes the place of the answer
   */
  public <T> T pass(Call call, Function<Supplier<Optional<Fault>>, T> apply) {
    traffic.arrived(call);
    faults.draw(call, Stage.BEFORE).ifPresent(fault -> strikeBefore(fault, call));
    var answer = apply.apply(() -> faults.draw(call, Stage.DURING));
    faults.draw(call, Stage.AFTER).ifPresent(fault -> strikeAfter(fault, call));
    return answer;
  }

  private void strikeBefore(Fault fault, Call call) {
    switch (fault.kind()) {
      case STALL -> {
        holds.whileClientWaits(fault, call.connection());
        if (call.connection().isAbandoned()) {
          throw hangUp(fault, call);
        }
      }
      case APPLY_LATE -> holds.regardless(fault);
      case DROP_BEFORE_APPLY -> throw hangUp(fault, call);
      case TOKEN_REVOKED -> {
        call.revokeCredentials().run();
        throw new InjectedFault.Failure(fault);
      }
      case ERROR_BEFORE_APPLY, RATE_LIMITED -> throw new InjectedFault.Failure(fault);
      case LISTING_LAGS,
          PROCESSING_FAILS,
          REFUSAL,
          CUT_SHORT,
          INVALID_JSON,
          DROP_RESPONSE_AFTER_APPLY,
          ERROR_AFTER_APPLY,
          STALL_AFTER_APPLY,
          GARBAGE ->
          throw new IllegalStateException("Not a fault before the call: " + fault);
    }
  }

  private void strikeAfter(Fault fault, Call call) {
    switch (fault.kind()) {
      case DROP_RESPONSE_AFTER_APPLY -> throw hangUp(fault, call);
      case ERROR_AFTER_APPLY -> throw new InjectedFault.Failure(fault);
      case STALL_AFTER_APPLY -> holds.whileClientWaits(fault, call.connection());
      case GARBAGE -> throw new InjectedFault.Garbage(fault);
      case STALL,
          APPLY_LATE,
          ERROR_BEFORE_APPLY,
          DROP_BEFORE_APPLY,
          RATE_LIMITED,
          TOKEN_REVOKED,
          LISTING_LAGS,
          PROCESSING_FAILS,
          REFUSAL,
          CUT_SHORT,
          INVALID_JSON ->
          throw new IllegalStateException("Not a fault after the call: " + fault);
    }
  }

  private static InjectedFault hangUp(Fault fault, Call call) {
    call.connection().hangUp();
    return new InjectedFault.HungUp(fault);
  }
}
