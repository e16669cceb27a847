package com.postpilot.sandbox.facebook.account;

import com.postpilot.sandbox.fault.Fault;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A call of a Page that may make it.
 *
 * @param twist draws the fault that changes what the call does, right before it is done
 */
public record PageVisit(Page page, Supplier<Optional<Fault>> twist) {}
