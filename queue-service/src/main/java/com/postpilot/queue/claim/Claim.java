package com.postpilot.queue.claim;

import com.postpilot.queue.claim.UnsupportedClaim.Kind;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a text claims somewhere: of a caption it is to be proven, of a product's facts it proves.
 *
 * @param start in the original text, as is {@code end}
 */
record Claim(int start, int end, Kind kind, Meaning meaning) {

  /** Values are all that the numeral may mean. */
  sealed interface Meaning {

    /**
     * @param currencies that the sign may stand for
     */
    record Amount(Set<BigDecimal> values, Set<String> currencies, @Nullable String role)
        implements Meaning {}

    /**
     * @param material that the product consists of to this part
     */
    record Percentage(Set<BigDecimal> values, @Nullable String material) implements Meaning {}

    /** In the base unit of the dimension. */
    record Measure(String dimension, Set<BigDecimal> values) implements Meaning {}

    record Size(String size) implements Meaning {}

    /**
     * @param ofVariants counts colours or sizes
     */
    record Count(Set<BigDecimal> values, @Nullable String role, boolean ofVariants)
        implements Meaning {}

    /** So many are left. */
    record Left(Set<BigDecimal> values) implements Meaning {}

    record Rating(String text) implements Meaning {}

    record Said(String group) implements Meaning {}
  }
}
