package com.postpilot.sandbox.tiktok.account;

import com.postpilot.sandbox.fault.Fault;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A call whose caller is known and may make it.
 *
 * @param twist draws the fault that changes what the call does, right before it is done
 */
public record Visit(Creator creator, Set<Scope> scopes, Supplier<Optional<Fault>> twist) {}
