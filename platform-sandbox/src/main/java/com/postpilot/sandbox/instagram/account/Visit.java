package com.postpilot.sandbox.instagram.account;

import com.postpilot.sandbox.fault.Fault;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A call whose caller is known and may make it.
 *
 * @param twist draws the fault that changes what the call does, right before it is done
 */
public record Visit(Profile profile, Supplier<Optional<Fault>> twist) {}
