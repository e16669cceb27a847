package com.postpilot.sandbox.claude;

import com.postpilot.sandbox.journal.Fact;

/** The customer's key opens nothing any more. */
record KeyRevoked() implements Fact {}
