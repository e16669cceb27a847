/**
 * What platforms tell us by themselves: a person has withdrawn a consent, or wants to be forgotten.
 */
@NullMarked
package com.postpilot.account.notice;

import org.jspecify.annotations.NullMarked;
