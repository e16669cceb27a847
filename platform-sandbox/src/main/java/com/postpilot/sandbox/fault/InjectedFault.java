package com.postpilot.sandbox.fault;

/** Ends a call as its fault says. What an error looks like is for the platform to say. */
public abstract sealed class InjectedFault extends RuntimeException {

  private InjectedFault(Fault fault) {
    super("Injected: " + fault);
  }

  /** The platform answers an error. */
  public static final class Failure extends InjectedFault {

    private final transient Fault fault;

    Failure(Fault fault) {
      super(fault);
      this.fault = fault;
    }

    public Fault fault() {
      return fault;
    }
  }

  /** The answer makes no sense. */
  static final class Garbage extends InjectedFault {
    Garbage(Fault fault) {
      super(fault);
    }
  }

  /** The connection is closed: whatever is answered reaches nobody. */
  static final class HungUp extends InjectedFault {
    HungUp(Fault fault) {
      super(fault);
    }
  }
}
