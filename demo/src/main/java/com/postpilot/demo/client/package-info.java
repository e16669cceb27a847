/** PostPilot's API and the sandbox's remote control, as any program would use them. */
@NullMarked
package com.postpilot.demo.client;

import org.jspecify.annotations.NullMarked;
