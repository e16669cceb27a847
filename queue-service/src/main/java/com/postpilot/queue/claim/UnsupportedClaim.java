package com.postpilot.queue.claim;

/**
 * A part of a caption that claims what the facts of its product do not say.
 *
 * @param start where it begins, in UTF-16 units as Java and JavaScript count
 * @param end the unit after its last
 * @param text the part itself
 * @param reason in plain words, with what the facts say instead where they say something
 */
public record UnsupportedClaim(int start, int end, String text, Kind kind, String reason) {

  /** What is claimed. */
  public enum Kind {
    NUMBER,
    PRICE,
    PERCENTAGE,
    /** A measure with its unit, or a size of clothing. */
    SIZE,
    MATERIAL,
    /** The best, the most, perfect, guaranteed. */
    SUPERLATIVE,
    /** How much is left. */
    SCARCITY,
    /** A reduced price, something for nothing, a last day. */
    OFFER,
    /** What this workspace never wants to say. */
    BANNED
  }
}
