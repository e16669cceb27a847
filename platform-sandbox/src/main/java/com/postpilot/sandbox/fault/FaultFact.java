package com.postpilot.sandbox.fault;

import com.postpilot.sandbox.journal.Fact;

/** The life of a fault. */
sealed interface FaultFact extends Fact {

  record FaultArmed(Fault fault) implements FaultFact {}

  /** A call came that the fault aims at; it was struck or spared. */
  record FaultDrawn(String faultId, boolean struck) implements FaultFact {}

  record FaultDisarmed(String faultId) implements FaultFact {}
}
