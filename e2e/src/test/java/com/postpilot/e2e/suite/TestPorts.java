package com.postpilot.e2e.suite;

import com.postpilot.standalone.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/** Ports beside those of any suite that runs on this machine. */
final class TestPorts {
  private TestPorts() {}

  /** Environment variables that give every part a port of its own that is free now. */
  static Map<String, String> asEnvironment() {
    var variables = new HashMap<String, String>();
    var reserved = new ArrayList<ServerSocket>();
    try {
      for (var part : Ports.from(Map.of()).parts()) {
        var socket = new ServerSocket(0);
        reserved.add(socket); // all open at once: no port is handed out twice
        variables.put(Ports.variable(part), Integer.toString(socket.getLocalPort()));
      }
      for (var socket : reserved) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return variables;
  }

  static int free() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
