/** The outside world on loopback: what PostPilot talks to until it is given real credentials. */
@NullMarked
package com.postpilot.sandbox;

import org.jspecify.annotations.NullMarked;
