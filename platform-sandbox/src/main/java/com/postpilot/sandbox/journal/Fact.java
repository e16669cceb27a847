package com.postpilot.sandbox.journal;

/** Something that happened in the sandbox: a record, one line of the journal. */
public interface Fact {}
