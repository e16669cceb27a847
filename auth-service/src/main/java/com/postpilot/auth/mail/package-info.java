/** Mail to users: written down with what caused it, sent until the server has taken it. */
@NullMarked
package com.postpilot.auth.mail;

import org.jspecify.annotations.NullMarked;
