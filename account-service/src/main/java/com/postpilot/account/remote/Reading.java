package com.postpilot.account.remote;

import tools.jackson.databind.JsonNode;

/** How one platform tells success from failure. */
@FunctionalInterface
public interface Reading {

  Answer of(int status, JsonNode body);
}
