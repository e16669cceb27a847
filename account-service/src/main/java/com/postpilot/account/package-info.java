/** Social accounts of a workspace: how they are connected, kept alive and disconnected. */
@NullMarked
package com.postpilot.account;

import org.jspecify.annotations.NullMarked;
