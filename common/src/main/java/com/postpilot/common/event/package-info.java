/** Events on the wire: CloudEvents attributes in Kafka headers, JSON in the value. */
@NullMarked
package com.postpilot.common.event;

import org.jspecify.annotations.NullMarked;
