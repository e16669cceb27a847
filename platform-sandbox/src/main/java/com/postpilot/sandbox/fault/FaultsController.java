package com.postpilot.sandbox.fault;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.postpilot.sandbox.control.ControlApi;
import com.postpilot.sandbox.control.InvalidControl;
import com.postpilot.sandbox.traffic.Operation;
import com.postpilot.sandbox.traffic.Platform;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

@ControlApi
@RequestMapping("/_sandbox/faults")
class FaultsController {

  private final Faults faults;
  private final Holds holds;

  FaultsController(Faults faults, Holds holds) {
    this.faults = faults;
    this.holds = holds;
  }

  /** A fault without times and probability strikes once. */
  record FaultRequest(
      @Nullable Platform platform,
      @Nullable Operation operation,
      @Nullable FaultKind kind,
      @Nullable Integer times,
      @Nullable Double probability,
      @Nullable Long seed,
      @Nullable Long delayMs,
      @Nullable String account,
      @Nullable Integer errorCode,
      @Nullable Integer errorSubcode,
      @Nullable String errorName) {

    Fault toFault() {
      if (platform == null) {
        throw new InvalidControl("platform", "Which platform is to fail?");
      }
      if (operation == null || !operation.existsOn(platform)) {
        throw new InvalidControl("operation", "Which operation of the platform is to fail?");
      }
      if (kind == null || !kind.strikes(operation)) {
        throw new InvalidControl("kind", "Name a kind of fault that the operation can have");
      }
      checkNumbers();
      var once = times == null && probability == null;
      return new Fault(
          UUID.randomUUID().toString(),
          platform,
          operation,
          kind,
          once ? Integer.valueOf(1) : times,
          probability,
          seed == null ? 0 : seed,
          delayMs,
          account,
          errorCode,
          errorSubcode,
          errorName);
    }

    private void checkNumbers() {
      if (times != null && (times < 1 || probability != null)) {
        throw new InvalidControl("times", "Give either times, from 1, or a probability");
      }
      if (probability != null && !(probability >= 0 && probability <= 1)) {
        throw new InvalidControl("probability", "A probability lies between 0 and 1");
      }
      if (delayMs != null && delayMs < 0) {
        throw new InvalidControl("delay_ms", "A delay cannot be negative");
      }
      if (errorSubcode != null && errorCode == null && kind != FaultKind.PROCESSING_FAILS) {
        throw new InvalidControl("error_subcode", "A subcode needs its error_code");
      }
    }
  }

  /**
   * A fault and what became of it.
   *
   * @param struck calls that it hit
   * @param remaining calls that it will still hit; absent for a probability
   * @param holding requests that it holds open right now
   */
  record FaultResponse(
      @JsonUnwrapped Fault fault, int struck, @Nullable Integer remaining, int holding) {}

  record FaultsResponse(List<FaultResponse> items) {}

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  FaultResponse arm(@RequestBody FaultRequest request) {
    var fault = request.toFault();
    faults.arm(fault);
    return respond(new ArmedFault(fault));
  }

  @GetMapping
  FaultsResponse list() {
    return new FaultsResponse(faults.list(this::respond));
  }

  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void disarmAll() {
    faults.disarmAll();
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Void> disarm(@PathVariable String id) {
    var status = faults.disarm(id) ? HttpStatus.NO_CONTENT : HttpStatus.NOT_FOUND;
    return ResponseEntity.status(status).build();
  }

  private FaultResponse respond(ArmedFault armed) {
    return new FaultResponse(
        armed.fault(), armed.struck(), armed.remaining(), holds.holding(armed.fault().id()));
  }
}
