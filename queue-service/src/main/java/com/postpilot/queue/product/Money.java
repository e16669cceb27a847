package com.postpilot.queue.product;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An amount in minor units, such as cents.
 *
 * @param currency ISO 4217, such as {@code EUR}
 */
public record Money(long minor, String currency) {

  public Money {
    Currency.getInstance(currency); // refuses what is none
    if (minor < 0) {
      throw new IllegalArgumentException("a price below zero");
    }
  }

  /**
   * @throws ArithmeticException if the currency has no unit that small
   */
  public static Money of(BigDecimal amount, String currency) {
    int digits = Currency.getInstance(currency).getDefaultFractionDigits();
    return new Money(amount.movePointRight(digits).longValueExact(), currency);
  }

  public BigDecimal amount() {
    return BigDecimal.valueOf(minor, Currency.getInstance(currency).getDefaultFractionDigits());
  }
}
