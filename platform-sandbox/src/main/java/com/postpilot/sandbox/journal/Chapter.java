package com.postpilot.sandbox.journal;

/**
 * A part of the sandbox's state, made of nothing but the facts applied to it.
 *
 * <p>Chapters are plain memory: they are read and changed only inside {@link
 * Journal#exclusively(java.util.function.Supplier)}.
 */
public interface Chapter<F extends Fact> {

  /** The record, or the sealed family of records, that this chapter is made of. */
  Class<F> facts();

  void apply(F fact);

  void clear();
}
