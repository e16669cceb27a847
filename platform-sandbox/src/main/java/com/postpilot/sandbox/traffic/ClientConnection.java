package com.postpilot.sandbox.traffic;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;

/**
 * The socket that a request came in on, for the two things that the servlet API cannot do: hang up
 * on the client, and notice that the client hung up. Only for the thread that serves the request,
 * after the request's body was read.
 */
public final class ClientConnection {

  private final Request request;

  ClientConnection(Request request) {
    this.request = request;
  }

  public static ClientConnection of(HttpServletRequest request) {
    return (ClientConnection)
        Objects.requireNonNull(
            request.getAttribute(ClientConnection.class.getName()), "No connection valve");
  }

  void attachTo(HttpServletRequest servletRequest) {
    servletRequest.setAttribute(ClientConnection.class.getName(), this);
  }

  /** Closes the socket; what was not sent yet, down to the status line, is never sent. */
  public void hangUp() {
    request.action(ActionCode.CLOSE_NOW, null);
  }

  /**
   * Whether the client closed its end. A client that waits for an answer sends nothing, so that
   * anything to read (Tomcat reports the end of the stream as such) means that it no longer waits.
   */
  public boolean isAbandoned() {
    request.action(ActionCode.AVAILABLE, true);
    return request.getAvailable() > 0;
  }
}
